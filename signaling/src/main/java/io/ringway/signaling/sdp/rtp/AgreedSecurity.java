package io.ringway.signaling.sdp.rtp;

import io.ringway.media.MediaSecurity;
import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.dtls.DtlsRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How packets are protected once an exchange is done. */
sealed interface AgreedSecurity {

    /** In the media plane's terms. */
    MediaSecurity media();

    /** Not at all. */
    record Plain() implements AgreedSecurity {
        @Override
        public MediaSecurity media() {
            return new MediaSecurity.None();
        }
    }

    /**
     * By keys in the descriptions.
     *
     * @param local our line: what we seal with
     * @param remote the other side's key
     */
    record Sdes(CryptoAttribute local, MasterKey remote) implements AgreedSecurity {
        @Override
        public MediaSecurity media() {
            return new MediaSecurity.Sdes(local.key().with(remote));
        }
    }

    /**
     * By a handshake.
     *
     * @param tlsId the other side's name of the association, null when not stated
     */
    record Dtls(
            List<CertificateFingerprint> fingerprints, DtlsRole localRole, @Nullable String tlsId)
            implements AgreedSecurity {
        @Override
        public MediaSecurity media() {
            return new MediaSecurity.Dtls(fingerprints, localRole);
        }
    }
}
