package io.ringway.signaling.http;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Turns {@link TlsSettings} into what Netty needs, or says which file is at fault. */
final class TlsContext {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private TlsContext() {}

    /**
     * @return null when TLS is off
     * @throws IOException naming the file that is missing or unusable
     */
    static @Nullable SslContext of(TlsSettings settings) throws IOException {
        return switch (settings) {
            case TlsSettings.Off() -> null;
            case TlsSettings.PemPair(Path chain, Path key) -> fromFiles(chain, key);
            case TlsSettings.SelfSigned() -> selfSigned();
        };
    }

    private static SslContext fromFiles(Path chain, Path key) throws IOException {
        requireReadable("certificate", chain);
        requireReadable("private key", key);
        try {
            return finish(SslContextBuilder.forServer(chain.toFile(), key.toFile()));
        } catch (IllegalArgumentException | SSLException e) {
            throw new IOException(
                    "TLS certificate "
                            + chain
                            + " and private key "
                            + key
                            + " cannot be used: "
                            + e.getMessage()
                            + "; both must be PEM, the key PKCS #8 without a password",
                    e);
        }
    }

    private static SslContext selfSigned() throws IOException {
        try {
            SelfSignedCertificate made = SelfSignedCertificate.forThisHost();
            return finish(SslContextBuilder.forServer(made.privateKey(), made.certificate()));
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot make a self-signed certificate: " + e.getMessage(), e);
        }
    }

    private static SslContext finish(SslContextBuilder builder) throws SSLException {
        return builder.sslProvider(SslProvider.JDK)
                .protocols(PROTOCOLS)
                .applicationProtocolConfig(
                        new ApplicationProtocolConfig(
                                Protocol.ALPN,
                                SelectorFailureBehavior.NO_ADVERTISE,
                                SelectedListenerFailureBehavior.ACCEPT,
                                ApplicationProtocolNames.HTTP_1_1))
                .build();
    }

    private static void requireReadable(String what, Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(
                    "TLS "
                            + what
                            + " file "
                            + file
                            + " cannot be read: check the path and its permissions");
        }
    }
}
