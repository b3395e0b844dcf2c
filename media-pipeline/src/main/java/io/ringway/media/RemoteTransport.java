package io.ringway.media;

import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.dtls.DtlsRole;
import io.ringway.media.ice.IceCandidate;
import java.util.List;

/**
 * The remote side of a bundled transport, as its SDP stated it.
 *
 * @param fingerprints at least one; the certificate has to match one of them (RFC 8122 §5)
 * @param localDtlsRole the role this side takes, already settled from {@code a=setup}
 */
public record RemoteTransport(
        String iceUfrag,
        String icePwd,
        boolean iceLite,
        List<CertificateFingerprint> fingerprints,
        DtlsRole localDtlsRole,
        List<IceCandidate> candidates) {

    public RemoteTransport {
        fingerprints = List.copyOf(fingerprints);
        candidates = List.copyOf(candidates);
        if (fingerprints.isEmpty()) {
            throw new IllegalArgumentException("a transport needs at least one fingerprint");
        }
    }
}
