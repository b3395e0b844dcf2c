package io.ringway.media.dtls;

import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.crypto.TlsSigner;
import org.bouncycastle.tls.crypto.TlsStreamSigner;
import org.jspecify.annotations.Nullable;

/**
 * Signs by libcrypto.
 *
 * @param scalar a private key on P-256
 */
record LibcryptoSigner(byte[] scalar) implements TlsSigner {

    @Override
    public byte[] generateRawSignature(@Nullable SignatureAndHashAlgorithm algorithm, byte[] hash) {
        return LibcryptoP256.sign(scalar, hash);
    }

    @Override
    public @Nullable TlsStreamSigner getStreamSigner(
            @Nullable SignatureAndHashAlgorithm algorithm) {
        return null;
    }
}
