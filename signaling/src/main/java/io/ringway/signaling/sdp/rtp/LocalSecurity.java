package io.ringway.signaling.sdp.rtp;

import io.ringway.media.LocalRtp;
import io.ringway.signaling.sdp.SdpBuilder;
import io.ringway.signaling.sdp.SetupRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a description of ours says of protection. */
sealed interface LocalSecurity {

    /** Writes the attributes. */
    void write(SdpBuilder out, LocalRtp local);

    /** Nothing. */
    record Plain() implements LocalSecurity {
        @Override
        public void write(SdpBuilder out, LocalRtp local) {
            // Nothing is how it is said.
        }
    }

    /** Our keys: one each suite in offers, the chosen one in answers. */
    record Sdes(List<CryptoAttribute> lines) implements LocalSecurity {
        @Override
        public void write(SdpBuilder out, LocalRtp local) {
            lines.forEach(line -> out.attribute("crypto", line.toSdp()));
        }
    }

    /**
     * Our certificate.
     *
     * @param tlsId name of the association; null when the other side does not use it
     */
    record Dtls(SetupRole setup, @Nullable String tlsId) implements LocalSecurity {
        @Override
        public void write(SdpBuilder out, LocalRtp local) {
            out.attribute("fingerprint", local.fingerprint().toSdp());
            out.attribute("setup", setup.sdpName());
            if (tlsId != null) {
                out.attribute("tls-id", tlsId);
            }
        }
    }
}
