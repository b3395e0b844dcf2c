package io.ringway.signaling.sip.transport;

import io.ringway.signaling.http.TlsSettings.PemPair;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How TLS towards one server differs from that towards all others (RFC 5922, mutual TLS).
 *
 * @param certificate what it is shown when it asks for a certificate; null for the stack's
 * @param trust PEM file of authorities its certificate may be of; null for the stack's
 */
public record SipIdentity(@Nullable PemPair certificate, @Nullable Path trust) {

    public SipIdentity {
        if (certificate == null && trust == null) {
            throw new IllegalArgumentException("neither a certificate nor authorities are named");
        }
    }
}
