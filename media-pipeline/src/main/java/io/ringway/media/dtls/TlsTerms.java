package io.ringway.media.dtls;

import java.io.IOException;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsCredentialedSigner;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;

/**
 * What client and server have in common: the shared crypto, the identity shown, and the limits.
 *
 * @param crypto one for the process; thread-safe
 */
record TlsTerms(HandshakeCrypto crypto, DtlsIdentity identity, DtlsSettings settings) {

    /** What a server with an ECDSA certificate may choose from. */
    static int[] serverSuites() {
        return new int[] {
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
        };
    }

    /** The same, and the suites of servers that show an RSA certificate. */
    static int[] clientSuites() {
        return new int[] {
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
        };
    }

    TlsCredentialedSigner credentials(TlsContext context) throws IOException {
        TlsCertificate certificate = crypto.createCertificate(identity.certificate());
        return new DefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto.signer(identity.privateKey()),
                new Certificate(new TlsCertificate[] {certificate}),
                new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }
}
