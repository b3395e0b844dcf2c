package io.ringway.media;

import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.dtls.DtlsRole;
import io.ringway.media.srtp.SrtpKeys;
import java.util.List;

/** How the packets of a plain RTP transport are protected. */
public sealed interface MediaSecurity {

    /** Not at all. */
    record None() implements MediaSecurity {}

    /** SRTP with keys that signaling carried (RFC 4568). */
    record Sdes(SrtpKeys keys) implements MediaSecurity {}

    /**
     * SRTP with keys of a DTLS handshake on the media path (RFC 5764).
     *
     * @param fingerprints what the remote certificate has to match one of
     * @param localRole who opens the handshake
     */
    record Dtls(List<CertificateFingerprint> fingerprints, DtlsRole localRole)
            implements MediaSecurity {

        public Dtls {
            fingerprints = List.copyOf(fingerprints);
            if (fingerprints.isEmpty()) {
                throw new IllegalArgumentException("DTLS-SRTP needs at least one fingerprint");
            }
        }
    }
}
