package io.ringway.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How HTTP is protected.
 *
 * @param certificate PEM chain; there exactly when the mode is PEM
 * @param key PEM private key of its first certificate; there exactly when the mode is PEM
 */
public record TlsSettings(Mode mode, @Nullable Path certificate, @Nullable Path key) {

    /** Where the certificate comes from. */
    public enum Mode {
        OFF,
        PEM,
        SELF_SIGNED
    }

    public TlsSettings {
        if (mode == Mode.PEM) {
            requireReadable("tls-certificate", certificate);
            requireReadable("tls-key", key);
        } else if (certificate != null || key != null) {
            throw new IllegalArgumentException(
                    "tls-certificate and tls-key are used only with tls=pem; set tls=pem or leave"
                            + " them empty");
        }
    }

    private static void requireReadable(String setting, @Nullable Path file) {
        if (file == null) {
            throw new IllegalArgumentException(
                    setting + " must name a PEM file when tls=pem; tls=self-signed needs none");
        }
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    setting + " names " + file + ", which is not there or cannot be read");
        }
    }
}
