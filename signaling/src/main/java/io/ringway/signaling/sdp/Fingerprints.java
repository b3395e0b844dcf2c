package io.ringway.signaling.sdp;

import io.ringway.media.dtls.CertificateFingerprint;
import java.util.ArrayList;
import java.util.List;

/** The {@code a=fingerprint} lines a section goes by: its own, else the session's (RFC 8122 §5). */
public final class Fingerprints {

    private Fingerprints() {}

    /**
     * Lines with a hash this server does not know are skipped as long as another one is left.
     *
     * @return empty when none is stated at all
     */
    public static List<CertificateFingerprint> of(MediaSection section, SdpLimits limits)
            throws SdpException {
        List<SdpLine> lines = section.inheritedAll("fingerprint");
        List<CertificateFingerprint> known = new ArrayList<>();
        SdpException unusable = null;
        for (SdpLine line : lines.subList(0, Math.min(lines.size(), limits.maxFingerprints()))) {
            try {
                known.add(CertificateFingerprint.parse(line.attributeValue()));
            } catch (IllegalArgumentException e) {
                unusable =
                        line.malformed(
                                "a=fingerprint must read 'sha-256 XX:XX:…' with 32 bytes, got "
                                        + SdpGrammar.quoted(line.attributeValue()));
            }
        }
        if (known.isEmpty() && unusable != null) {
            throw unusable;
        }
        return List.copyOf(known);
    }
}
