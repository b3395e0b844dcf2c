package io.ringway.signaling.sdp.rtp;

import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.signaling.sdp.Fingerprints;
import io.ringway.signaling.sdp.MediaSection;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpLine;
import io.ringway.signaling.sdp.SdpWarning;
import io.ringway.signaling.sdp.SetupRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which protection of those a section offers is taken. */
final class SecurityReview {

    private static final int MAX_CRYPTO_LINES = 32;

    private final MediaSection section;
    private final RtpPolicy policy;
    private String unusable = "";

    private SecurityReview(MediaSection section, RtpPolicy policy) {
        this.section = section;
        this.policy = policy;
    }

    /**
     * @throws SdpException when the profile demands what is not to be had, or policy does
     */
    static StatedSecurity of(MediaSection section, RtpProfile profile, RtpPolicy policy)
            throws SdpException {
        return new SecurityReview(section, policy).of(profile);
    }

    private StatedSecurity of(RtpProfile profile) throws SdpException {
        if (policy.srtp() == SrtpUse.OFF) {
            if (profile == RtpProfile.AVP) {
                return new StatedSecurity.Plain();
            }
            throw refusal("it demands SRTP, which is switched off here; offer RTP/AVP");
        }
        List<CryptoAttribute> keys = profile == RtpProfile.UDP_TLS ? List.of() : keys();
        if (!keys.isEmpty()) {
            return new StatedSecurity.Sdes(keys);
        }
        List<CertificateFingerprint> fingerprints = Fingerprints.of(section, policy.limits());
        if (!fingerprints.isEmpty()) {
            return dtls(fingerprints);
        }
        if (profile == RtpProfile.AVP && policy.srtp() != SrtpUse.REQUIRED) {
            return new StatedSecurity.Plain();
        }
        throw refusal(
                switch (profile) {
                    case AVP -> "SRTP is required here; offer RTP/SAVP with a=crypto" + unusable;
                    case SAVP -> "it has no a=crypto that can be used" + unusable;
                    case UDP_TLS -> "it has no a=fingerprint";
                });
    }

    private StatedSecurity dtls(List<CertificateFingerprint> fingerprints) throws SdpException {
        SetupRole setup = SetupRole.of(section);
        if (setup == SetupRole.HOLDCONN) {
            throw refusal("a=setup:holdconn is not taken; offer actpass");
        }
        SdpLine tlsId = section.inherited("tls-id");
        return new StatedSecurity.Dtls(
                fingerprints, setup, tlsId == null ? null : tlsId.attributeValue());
    }

    /** Those that can be used, each tag once; a line that cannot spoils no other. */
    private List<CryptoAttribute> keys() {
        List<SdpLine> lines = section.lines().attributes("crypto");
        List<CryptoAttribute> usable = new ArrayList<>();
        Set<Integer> tags = new HashSet<>();
        for (SdpLine line : lines.subList(0, Math.min(lines.size(), MAX_CRYPTO_LINES))) {
            try {
                CryptoAttribute key = CryptoAttribute.parse(line);
                if (policy.suites().contains(key.suite()) && tags.add(key.tag())) {
                    usable.add(key);
                }
            } catch (SdpException e) {
                unusable = "; " + e.getMessage();
            }
        }
        return List.copyOf(usable);
    }

    private SdpException refusal(String reason) {
        return SdpException.unacceptable(SdpWarning.INCOMPATIBLE_TRANSPORT, section.line(), reason);
    }
}
