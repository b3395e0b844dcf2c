package io.ringway.media.segment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The certificates a speech service is known by, out of a PEM file ({@code
 * speech-tls-certificates}).
 */
public final class TrustedCertificates {

    private TrustedCertificates() {}

    /**
     * Looks into the file, so that what is wrong with it is told at the start.
     *
     * @throws IllegalArgumentException if it cannot be read or holds no certificate
     */
    public static void check(Path file) {
        read(file);
    }

    /** Who believes these and no others; throws as {@link #check} does. */
    static TrustManager[] managers(Path file) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate certificate : read(file)) {
                trusted.setCertificateEntry("trusted-" + trusted.size(), certificate);
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no certificates can be trusted here", e);
        }
    }

    private static Collection<? extends Certificate> read(Path file) {
        Collection<? extends Certificate> found;
        try (InputStream pem = Files.newInputStream(file)) {
            found = CertificateFactory.getInstance("X.509").generateCertificates(pem);
        } catch (IOException e) {
            throw refused(file, "is not there or cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw refused(file, "is no PEM file of certificates", e);
        }
        if (found.isEmpty()) {
            throw refused(file, "holds no certificate", null);
        }
        return found;
    }

    private static IllegalArgumentException refused(
            Path file, String why, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "speech-tls-certificates names " + file + ", which " + why, cause);
    }
}
