package io.ringway.server.config;

import io.ringway.media.segment.TrustedCertificates;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the connection to the speech service is protected.
 *
 * @param on whether by TLS
 * @param certificates PEM file of whom to trust; null trusts whom the system trusts
 */
public record SpeechTlsSettings(boolean on, @Nullable Path certificates) {

    public SpeechTlsSettings {
        if (certificates != null && !on) {
            throw new IllegalArgumentException(
                    "speech-tls-certificates is used only with speech-tls=true; set that or leave"
                            + " it empty");
        }
        if (certificates != null) {
            TrustedCertificates.check(certificates);
        }
    }
}
