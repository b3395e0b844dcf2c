package io.ringway.server.speech;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the embedded speech service may use.
 *
 * @param listenAddress host name or address to listen on
 * @param port TCP port, 0 picks a free one
 * @param folder for WAV files ({@code RINGWAY_SINK_DIR}), made if missing; null writes none
 * @param maxSessions most sessions at once; further ones are refused
 * @param maxLegs most received streams of one session; further ones are refused
 * @param maxOpenFiles most WAV files open at once; sessions beyond are counted and measured only
 * @param resumeTimeoutMs how long a session whose stream broke is kept for the stream to come back
 * @param maxMessageBytes largest message taken
 */
public record SpeechSinkSettings(
        String listenAddress,
        int port,
        @Nullable Path folder,
        int maxSessions,
        int maxLegs,
        int maxOpenFiles,
        int resumeTimeoutMs,
        int maxMessageBytes) {

    public SpeechSinkSettings {
        if (listenAddress.isBlank()) {
            throw new IllegalArgumentException("sink listen address must not be empty");
        }
        require(port, 0, 65_535, "port");
        require(maxSessions, 1, 1_000_000, "max-sessions");
        require(maxLegs, 1, 1_024, "max-legs");
        require(maxOpenFiles, 1, 1_000_000, "max-open-files");
        require(resumeTimeoutMs, 0, 3_600_000, "resume-timeout-ms");
        require(maxMessageBytes, 64 * 1024, 64 << 20, "max-message-bytes");
    }

    /** Limits for a small machine. */
    public static SpeechSinkSettings of(String listenAddress, int port, @Nullable Path folder) {
        return new SpeechSinkSettings(
                listenAddress, port, folder, 4_096, 8, 1_024, 30_000, 2 * 1024 * 1024);
    }

    private static void require(int value, int min, int max, String name) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "sink " + name + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
