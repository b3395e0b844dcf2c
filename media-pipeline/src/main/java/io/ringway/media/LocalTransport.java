package io.ringway.media;

import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.ice.IceCandidate;
import java.util.List;

/**
 * Our side of a bundled transport, as SDP has to state it.
 *
 * @param iceLite whether {@code a=ice-lite} is due (RFC 8839 §5.3)
 */
public record LocalTransport(
        String iceUfrag,
        String icePwd,
        boolean iceLite,
        CertificateFingerprint fingerprint,
        List<IceCandidate> candidates) {

    public LocalTransport {
        candidates = List.copyOf(candidates);
    }
}
