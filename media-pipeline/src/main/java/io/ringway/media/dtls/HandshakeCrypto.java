package io.ringway.media.dtls;

import io.ringway.media.srtp.CryptoProvider;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.gcm.BasicGCMMultiplier;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsECDSASigner;
import org.bouncycastle.util.BigIntegers;

/**
 * Who computes in handshakes, one for the process: bctls's own classes, but that signatures on
 * P-256, the dearest part, may be libcrypto's, which takes less than half their time. Agreement by
 * X25519 stays: by way of OpenSSL's interface it costs the same.
 *
 * <p>Thread: any.
 */
final class HandshakeCrypto extends BcTlsCrypto {

    private final boolean libcrypto;

    private HandshakeCrypto(SecureRandom random, boolean libcrypto) {
        super(random);
        this.libcrypto = libcrypto;
    }

    /**
     * Settles the provider.
     *
     * @throws IllegalStateException when libcrypto is demanded and lacks a function
     */
    static HandshakeCrypto of(CryptoProvider provider, SecureRandom random) {
        List<String> missing = LibcryptoP256.missing();
        if (provider == CryptoProvider.LIBCRYPTO && !missing.isEmpty()) {
            throw new IllegalStateException(
                    "handshakes cannot use OpenSSL 3, no "
                            + missing.getFirst()
                            + " found; crypto-provider=auto does without");
        }
        return new HandshakeCrypto(random, provider != CryptoProvider.JCA && missing.isEmpty());
    }

    /** Signs for this side. */
    TlsSigner signer(ECPrivateKeyParameters key) {
        return libcrypto
                ? new LibcryptoSigner(
                        BigIntegers.asUnsignedByteArray(LibcryptoP256.SCALAR_BYTES, key.getD()))
                : new BcTlsECDSASigner(this, key);
    }

    @Override
    public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
        return libcrypto && type == CertificateType.X509
                ? new LibcryptoCertificate(this, encoding)
                : super.createCertificate(type, encoding);
    }

    /**
     * Without the usual tables of 9 KB a direction, which an association would keep for as long as
     * its call lasts, to seal two records with.
     */
    @Override
    protected AEADBlockCipher createGCMMode(BlockCipher cipher) {
        return GCMBlockCipher.newInstance(cipher, new BasicGCMMultiplier());
    }
}
