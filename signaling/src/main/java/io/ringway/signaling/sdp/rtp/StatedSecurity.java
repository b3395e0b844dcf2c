package io.ringway.signaling.sdp.rtp;

import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.signaling.sdp.SetupRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the remote side's description says that packets are protected; what we would take of it. */
sealed interface StatedSecurity {

    /** Not at all. */
    record Plain() implements StatedSecurity {}

    /** One of these keys, ours to choose; at least one. */
    record Sdes(List<CryptoAttribute> lines) implements StatedSecurity {}

    /**
     * By a handshake.
     *
     * @param setup null when not stated
     * @param tlsId null when not stated
     */
    record Dtls(
            List<CertificateFingerprint> fingerprints,
            @Nullable SetupRole setup,
            @Nullable String tlsId)
            implements StatedSecurity {}
}
