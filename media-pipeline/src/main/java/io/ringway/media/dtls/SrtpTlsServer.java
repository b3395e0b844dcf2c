package io.ringway.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCloseable;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;

/** The TLS server of a DTLS-SRTP association: always asks for the client's certificate. */
final class SrtpTlsServer extends DefaultTlsServer {

    private final TlsTerms terms;
    private final SrtpAgreement agreement;

    SrtpTlsServer(TlsTerms terms, SrtpAgreement agreement) {
        super(terms.crypto());
        this.terms = terms;
        this.agreement = agreement;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return TlsUtils.getSupportedCipherSuites(getCrypto(), TlsTerms.serverSuites());
    }

    @Override
    public int[] getSupportedGroups() {
        return new int[] {NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1};
    }

    /** Off by default in bctls, which would wait for a vanished peer for ever. */
    @Override
    public int getHandshakeTimeoutMillis() {
        return terms.settings().handshakeTimeoutMs();
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return terms.settings().initialResendMs();
    }

    /** Without it keys cannot be exported safely (RFC 7627 §5.4). */
    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    /** Certificates are self-made; what they were signed with proves nothing (RFC 8827 §6.5). */
    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public Hashtable<?, ?> getServerExtensions() throws IOException {
        Hashtable<?, ?> extensions = super.getServerExtensions();
        TlsSRTPUtils.addUseSRTPExtension(
                extensions, agreement.answer(TlsSRTPUtils.getUseSRTPExtension(clientExtensions)));
        return extensions;
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(
                types, TlsUtils.getDefaultSupportedSignatureAlgorithms(context), null);
    }

    @Override
    public void notifyClientCertificate(Certificate chain) throws IOException {
        agreement.verify(chain);
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return terms.credentials(context);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        agreement.deriveKeys(context);
    }

    @Override
    public void notifyCloseHandle(TlsCloseable closeHandle) {
        super.notifyCloseHandle(closeHandle);
        agreement.closeBy(closeHandle);
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        agreement.onAlertReceived(description);
    }
}
