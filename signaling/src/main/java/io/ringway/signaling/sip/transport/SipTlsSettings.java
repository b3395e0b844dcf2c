package io.ringway.signaling.sip.transport;

import io.ringway.signaling.http.TlsSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How SIP over TLS and secure WebSockets identifies itself and others.
 *
 * @param server what callers are shown; {@link TlsSettings.Off} makes a self-signed certificate
 * @param client what trunks are shown when they ask for a certificate; null for the server's
 * @param trust PEM file of authorities whose certificates are believed, theirs and callers'; null
 *     for those the Java installation believes
 * @param clientAuth whether callers must show a certificate
 * @param verifyServer whether the certificate of whom we call must be trusted and name that host
 */
public record SipTlsSettings(
        TlsSettings server,
        TlsSettings.@Nullable PemPair client,
        @Nullable Path trust,
        ClientAuth clientAuth,
        boolean verifyServer) {

    /** Whether callers must show a certificate. */
    public enum ClientAuth {
        NONE,
        /** They are asked; one that is shown must be trusted. */
        WANT,
        REQUIRE
    }

    /** A self-signed certificate for callers; those we call must be trusted. */
    public static SipTlsSettings defaults() {
        return new SipTlsSettings(new TlsSettings.SelfSigned(), null, null, ClientAuth.NONE, true);
    }
}
