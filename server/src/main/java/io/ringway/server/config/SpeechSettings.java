package io.ringway.server.config;

import io.ringway.media.SpeechFormat;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the speech service gets.
 *
 * @param on whether anything is forwarded
 * @param target its {@code host:port}; null is the embedded service
 * @param tls how the way to it is protected; not of the embedded one, which is on loopback
 * @param format what is forwarded unless a session asks for something else
 * @param queueNs audio of one call that may wait
 * @param batchAgeNs longest wait of a segment for others to travel with
 * @param congestionControl of TCP to the service, by the kernel's name; empty leaves it to it
 * @param sinkFolder WAV files of the embedded service
 */
public record SpeechSettings(
        boolean on,
        @Nullable String target,
        SpeechTlsSettings tls,
        SpeechFormat format,
        long queueNs,
        long batchAgeNs,
        String congestionControl,
        Path sinkFolder) {

    public SpeechSettings {
        if (tls.on() && target == null) {
            throw new IllegalArgumentException(
                    "speech-tls=true needs speech-target: the embedded speech service speaks no"
                            + " TLS");
        }
    }

    /** What is forwarded of every session to begin with; null is nothing. */
    public @Nullable SpeechFormat forwarded() {
        return on ? format : null;
    }
}
