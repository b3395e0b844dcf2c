package io.ringway.signaling.sdp.rtp;

import io.ringway.media.dtls.DtlsRole;
import io.ringway.media.srtp.SrtpProfile;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpWarning;
import io.ringway.signaling.sdp.SetupRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Settles keys and roles of one session; knows our own names and draws our keys. */
final class SecurityAgreement {

    private final RtpPolicy policy;
    private final RandomGenerator random;
    private String tlsId;

    SecurityAgreement(RtpPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
        this.tlsId = uuid();
    }

    /** What is agreed by answering an offer. */
    AgreedSecurity answer(StatedSecurity offered, @Nullable AgreedSecurity before) {
        return switch (offered) {
            case StatedSecurity.Plain plain -> new AgreedSecurity.Plain();
            case StatedSecurity.Sdes sdes -> sdes(chosen(sdes), before);
            case StatedSecurity.Dtls dtls -> dtls(dtls, before);
        };
    }

    /** How the answer says what is agreed. */
    LocalSecurity told(AgreedSecurity agreed) {
        return switch (agreed) {
            case AgreedSecurity.Plain plain -> new LocalSecurity.Plain();
            case AgreedSecurity.Sdes sdes -> new LocalSecurity.Sdes(List.of(sdes.local()));
            case AgreedSecurity.Dtls dtls ->
                    new LocalSecurity.Dtls(
                            SetupRole.of(dtls.localRole()), dtls.tlsId() == null ? null : tlsId);
        };
    }

    /** What a first offer says. */
    LocalSecurity offer(RtpProfile profile) {
        return switch (profile) {
            case AVP -> new LocalSecurity.Plain();
            case SAVP -> new LocalSecurity.Sdes(freshKeys());
            case UDP_TLS -> new LocalSecurity.Dtls(SetupRole.ACTPASS, tlsId);
        };
    }

    /** What a later offer says: the same keys, roles open as RFC 8842 §5.2 wants them. */
    LocalSecurity reoffer(AgreedSecurity agreed) {
        return agreed instanceof AgreedSecurity.Dtls
                ? new LocalSecurity.Dtls(SetupRole.ACTPASS, tlsId)
                : told(agreed);
    }

    /**
     * What is agreed by an answer to ours.
     *
     * @throws SdpException when it does not fit the offer
     */
    AgreedSecurity accept(StatedAudio answer, LocalSecurity offered) throws SdpException {
        return switch (offered) {
            case LocalSecurity.Plain plain -> new AgreedSecurity.Plain();
            case LocalSecurity.Sdes sdes -> acceptKey(answer, sdes);
            case LocalSecurity.Dtls ours -> acceptRole(answer);
        };
    }

    private AgreedSecurity acceptKey(StatedAudio answer, LocalSecurity.Sdes ours)
            throws SdpException {
        if (answer.security() instanceof StatedSecurity.Sdes(List<CryptoAttribute> theirs)) {
            for (CryptoAttribute own : ours.lines()) {
                CryptoAttribute picked = theirs.getFirst();
                if (own.tag() == picked.tag() && own.suite() == picked.suite()) {
                    return new AgreedSecurity.Sdes(own, picked.key());
                }
            }
        }
        throw refusal(answer, "the answer must pick an offered a=crypto by tag and suite");
    }

    /** Without the line the answerer is passive, as the offer leaves the choice. */
    private static AgreedSecurity acceptRole(StatedAudio answer) throws SdpException {
        if (!(answer.security() instanceof StatedSecurity.Dtls theirs)) {
            throw refusal(answer, "the answer has no a=fingerprint, which the offer requires");
        }
        if (theirs.setup() == SetupRole.ACTPASS) {
            throw refusal(answer, "an answer must settle the DTLS role: a=setup:active or passive");
        }
        DtlsRole role = theirs.setup() == SetupRole.ACTIVE ? DtlsRole.SERVER : DtlsRole.CLIENT;
        return new AgreedSecurity.Dtls(theirs.fingerprints(), role, theirs.tlsId());
    }

    private CryptoAttribute chosen(StatedSecurity.Sdes offered) {
        for (SrtpProfile suite : policy.suites()) {
            for (CryptoAttribute line : offered.lines()) {
                if (line.suite() == suite) {
                    return line;
                }
            }
        }
        throw new IllegalStateException("the review left no usable suite");
    }

    /**
     * Our key stays as long as theirs does: a refresh changes nothing, and a new party behind the
     * same dialog never gets the key its predecessor knew.
     */
    private AgreedSecurity sdes(CryptoAttribute chosen, @Nullable AgreedSecurity before) {
        MasterKey ours =
                before instanceof AgreedSecurity.Sdes known && known.remote().equals(chosen.key())
                        ? known.local().key()
                        : MasterKey.create(chosen.suite(), random);
        return new AgreedSecurity.Sdes(
                new CryptoAttribute(chosen.tag(), chosen.suiteName(), ours), chosen.key());
    }

    private AgreedSecurity dtls(StatedSecurity.Dtls offered, @Nullable AgreedSecurity before) {
        DtlsRole forced = forcedRole(offered.setup());
        DtlsRole role = forced == null ? policy.dtlsRole() : forced;
        if (before instanceof AgreedSecurity.Dtls known) {
            boolean kept =
                    new HashSet<>(offered.fingerprints())
                                    .equals(new HashSet<>(known.fingerprints()))
                            && Objects.equals(offered.tlsId(), known.tlsId())
                            && (forced == null || forced == known.localRole());
            if (kept) {
                role = known.localRole();
            } else {
                tlsId = uuid();
            }
        }
        return new AgreedSecurity.Dtls(offered.fingerprints(), role, offered.tlsId());
    }

    /** Null when the offer leaves the choice; without the line the offerer is active (RFC 4145). */
    private static @Nullable DtlsRole forcedRole(@Nullable SetupRole setup) {
        if (setup == SetupRole.ACTPASS) {
            return null;
        }
        return setup == SetupRole.PASSIVE ? DtlsRole.CLIENT : DtlsRole.SERVER;
    }

    private List<CryptoAttribute> freshKeys() {
        List<CryptoAttribute> lines = new ArrayList<>();
        for (SrtpProfile suite : policy.suites()) {
            lines.add(
                    new CryptoAttribute(
                            lines.size() + 1, suite.suite(), MasterKey.create(suite, random)));
        }
        return lines;
    }

    private static SdpException refusal(StatedAudio answer, String reason) {
        return SdpException.unacceptable(
                SdpWarning.INCOMPATIBLE_TRANSPORT, answer.section().line(), reason);
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
