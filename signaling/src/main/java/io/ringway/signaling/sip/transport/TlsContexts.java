package io.ringway.signaling.sip.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.ringway.signaling.http.SelfSignedCertificate;
import io.ringway.signaling.http.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Our two sides of TLS: towards callers, and towards those we call. */
final class TlsContexts {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SslContext server;
    private final SslContext client;
    private final SipTlsSettings settings;
    private final Map<String, SslContext> clients = new ConcurrentHashMap<>();
    private final int handshakeTimeoutMs;

    private TlsContexts(
            SslContext server, SslContext client, SipTlsSettings settings, int handshakeTimeoutMs) {
        this.settings = settings;
        this.server = server;
        this.client = client;
        this.handshakeTimeoutMs = handshakeTimeoutMs;
    }

    /**
     * Reads certificates.
     *
     * @throws IOException naming the file that is missing or unusable
     */
    static TlsContexts of(SipTlsSettings settings, int handshakeTimeoutMs) throws IOException {
        return new TlsContexts(
                server(settings), client(settings, null), settings, handshakeTimeoutMs);
    }

    /**
     * Has connections to a server that are opened from now on differ from those to all others.
     *
     * @param host as URIs name it
     * @param port 0 for any
     * @throws IOException naming the file that is missing or unusable
     */
    void identify(String host, int port, SipIdentity identity) throws IOException {
        clients.put(key(host, port), client(settings, identity));
    }

    private static String key(String host, int port) {
        return host.toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** TLS of a connection that came in. */
    SslHandler serverHandler(ByteBufAllocator allocator) {
        return timed(server.newHandler(allocator));
    }

    /**
     * TLS of a connection we open.
     *
     * @param host who must answer: sent as server name if it is one, looked for in the certificate
     */
    SslHandler clientHandler(ByteBufAllocator allocator, String host, int port) {
        SslContext anyPort = clients.getOrDefault(key(host, 0), client);
        SslContext context = clients.getOrDefault(key(host, port), anyPort);
        return timed(context.newHandler(allocator, bare(host), port));
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    private SslHandler timed(SslHandler handler) {
        handler.setHandshakeTimeoutMillis(handshakeTimeoutMs);
        return handler;
    }

    private static SslContext server(SipTlsSettings settings) throws IOException {
        try {
            ClientAuth asked = clientAuth(settings.clientAuth());
            return switch (settings.server()) {
                case TlsSettings.PemPair pair ->
                        finish(trusting(serverBuilder(pair), settings.trust()).clientAuth(asked));
                case TlsSettings.SelfSigned() -> selfSigned(settings.trust(), asked);
                case TlsSettings.Off() -> selfSigned(settings.trust(), asked);
            };
        } catch (IllegalArgumentException | SSLException e) {
            throw unusable(settings.server(), e);
        }
    }

    private static SslContextBuilder serverBuilder(TlsSettings.PemPair pair) throws IOException {
        requireReadable("certificate", pair.certificateChain());
        requireReadable("private key", pair.privateKey());
        return SslContextBuilder.forServer(
                pair.certificateChain().toFile(), pair.privateKey().toFile());
    }

    /**
     * A certificate that nobody knows. Where nothing is read from files, Netty's builder is spared:
     * it loads all of BouncyCastle's provider first, which takes as long as half a start.
     */
    private static SslContext selfSigned(@Nullable Path trust, ClientAuth asked)
            throws IOException {
        try {
            SelfSignedCertificate made = SelfSignedCertificate.forThisHost();
            if (trust != null) {
                KeyManager keys = made.keyManagers()[0];
                return finish(trusting(SslContextBuilder.forServer(keys), trust).clientAuth(asked));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(made.keyManagers(), null, null);
            return new JdkSslContext(
                    context,
                    false,
                    null,
                    IdentityCipherSuiteFilter.INSTANCE,
                    ApplicationProtocolConfig.DISABLED,
                    asked,
                    PROTOCOLS,
                    false);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot make a self-signed certificate: " + e.getMessage(), e);
        }
    }

    private static SslContext client(SipTlsSettings settings, @Nullable SipIdentity identity)
            throws IOException {
        TlsSettings shown = settings.client() != null ? settings.client() : settings.server();
        Path authorities = null;
        if (identity != null) {
            shown = identity.certificate() != null ? identity.certificate() : shown;
            authorities = identity.trust();
        }
        try {
            SslContextBuilder builder = SslContextBuilder.forClient();
            if (shown instanceof TlsSettings.PemPair pair) {
                requireReadable("certificate", pair.certificateChain());
                requireReadable("private key", pair.privateKey());
                builder.keyManager(pair.certificateChain().toFile(), pair.privateKey().toFile());
            }
            if (settings.verifyServer() || authorities != null) {
                trusting(builder, authorities != null ? authorities : settings.trust());
            } else {
                builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
                builder.endpointIdentificationAlgorithm("");
            }
            return finish(builder);
        } catch (IllegalArgumentException | SSLException e) {
            throw unusable(shown, e);
        }
    }

    private static SslContextBuilder trusting(SslContextBuilder builder, @Nullable Path file)
            throws IOException {
        if (file == null) {
            return builder;
        }
        requireReadable("trust", file);
        return builder.trustManager(file.toFile());
    }

    private static SslContext finish(SslContextBuilder builder) throws SSLException {
        return builder.sslProvider(SslProvider.JDK).protocols(PROTOCOLS).build();
    }

    private static ClientAuth clientAuth(SipTlsSettings.ClientAuth setting) {
        return switch (setting) {
            case NONE -> ClientAuth.NONE;
            case WANT -> ClientAuth.OPTIONAL;
            case REQUIRE -> ClientAuth.REQUIRE;
        };
    }

    private static void requireReadable(String what, Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(
                    "SIP TLS "
                            + what
                            + " file "
                            + file
                            + " cannot be read: check the path and its permissions");
        }
    }

    private static IOException unusable(TlsSettings files, Exception cause) {
        return new IOException(
                "SIP TLS cannot use "
                        + files
                        + ": "
                        + cause.getMessage()
                        + "; all files must be PEM, the key PKCS #8 without a password",
                cause);
    }
}
