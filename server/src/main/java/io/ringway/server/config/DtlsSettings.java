package io.ringway.server.config;

import io.ringway.media.dtls.DtlsRole;
import io.ringway.media.srtp.CryptoProvider;
import io.ringway.media.srtp.SrtpProfile;
import java.util.List;

/**
 * How keys are agreed and used.
 *
 * @param preferredRole role taken when the other side leaves the choice
 * @param srtpProfiles offered in this order; at least one, each once
 */
public record DtlsSettings(
        DtlsRole preferredRole,
        long handshakeTimeoutNs,
        int maxHandshakes,
        List<SrtpProfile> srtpProfiles,
        CryptoProvider cryptoProvider) {

    public DtlsSettings {
        srtpProfiles = List.copyOf(srtpProfiles);
        boolean repeated = srtpProfiles.stream().distinct().count() < srtpProfiles.size();
        if (srtpProfiles.isEmpty() || repeated) {
            throw new IllegalArgumentException(
                    "srtp-profiles must name at least one profile, each once; got " + srtpProfiles);
        }
    }
}
