package io.ringway.media.dtls;

import java.io.IOException;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.tls.DigitallySigned;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.crypto.TlsStreamVerifier;
import org.bouncycastle.tls.crypto.TlsVerifier;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** A remote certificate; what a key on P-256 signed is checked by libcrypto. */
final class LibcryptoCertificate extends BcTlsCertificate {

    LibcryptoCertificate(BcTlsCrypto crypto, byte[] encoding) throws IOException {
        super(crypto, encoding);
    }

    @Override
    public TlsVerifier createVerifier(short signatureAlgorithm) throws IOException {
        byte[] point = pointOnP256();
        if (signatureAlgorithm != SignatureAlgorithm.ecdsa || point == null) {
            return super.createVerifier(signatureAlgorithm);
        }
        validateKeyUsage(KeyUsage.digitalSignature);
        return new Verifier(point);
    }

    /** The key, when it is an uncompressed point on that curve, as all are that browsers make. */
    private byte @Nullable [] pointOnP256() {
        var algorithm = keyInfo.getAlgorithm();
        boolean named =
                X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm.getAlgorithm())
                        && SECObjectIdentifiers.secp256r1.equals(algorithm.getParameters());
        byte[] point = named ? keyInfo.getPublicKeyData().getOctets() : new byte[0];
        return point.length == LibcryptoP256.POINT_BYTES && point[0] == 4 ? point : null;
    }

    private record Verifier(byte[] point) implements TlsVerifier {

        @Override
        public @Nullable TlsStreamVerifier getStreamVerifier(DigitallySigned signed) {
            return null;
        }

        @Override
        public boolean verifyRawSignature(DigitallySigned signed, byte[] hash) throws IOException {
            var algorithm = signed.getAlgorithm();
            if (algorithm == null || algorithm.getSignature() != SignatureAlgorithm.ecdsa) {
                throw new IllegalStateException("a key of ECDSA was asked to check " + algorithm);
            }
            return LibcryptoP256.verify(point, hash, signed.getSignature());
        }
    }
}
