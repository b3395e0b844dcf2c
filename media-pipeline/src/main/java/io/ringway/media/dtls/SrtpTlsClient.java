package io.ringway.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCloseable;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The TLS client of a DTLS-SRTP association; its hello fits one datagram. */
final class SrtpTlsClient extends DefaultTlsClient implements TlsAuthentication {

    private final TlsTerms terms;
    private final SrtpAgreement agreement;

    SrtpTlsClient(TlsTerms terms, SrtpAgreement agreement) {
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
        return TlsUtils.getSupportedCipherSuites(getCrypto(), TlsTerms.clientSuites());
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

    /** Nobody vouches for a self-made certificate, so no status is asked for. */
    @Override
    protected @Nullable CertificateStatusRequest getCertificateStatusRequest() {
        return null;
    }

    @Override
    public Hashtable<?, ?> getClientExtensions() throws IOException {
        Hashtable<?, ?> extensions = super.getClientExtensions();
        TlsSRTPUtils.addUseSRTPExtension(extensions, agreement.offer());
        return extensions;
    }

    // The TLS stack predates generics; an override has to repeat the raw type.
    @SuppressWarnings("rawtypes")
    @Override
    public void processServerExtensions(@Nullable Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        agreement.accept(TlsSRTPUtils.getUseSRTPExtension(extensions));
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return this;
    }

    @Override
    public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
        agreement.verify(shown.getCertificate());
    }

    @Override
    public @Nullable TlsCredentials getClientCredentials(CertificateRequest request)
            throws IOException {
        boolean welcome =
                Arrays.contains(request.getCertificateTypes(), ClientCertificateType.ecdsa_sign);
        return welcome ? terms.credentials(context) : null;
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
