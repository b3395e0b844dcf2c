package io.ringway.signaling.http;

/**
 * Limits of a WebSocket.
 *
 * @param maxMessageBytes larger messages are skipped, whole, and reported to the handler
 * @param inboxFrames frames waiting for the handler before reading from the socket pauses
 * @param inboxTasks tasks other threads may have waiting for the handler
 * @param pingIntervalMs how often a ping goes out
 * @param pongTimeoutMs a socket that sent nothing, not even a pong, for this long is closed
 */
public record WebSocketSettings(
        int maxMessageBytes,
        int inboxFrames,
        int inboxTasks,
        int pingIntervalMs,
        int pongTimeoutMs) {

    public WebSocketSettings {
        Range.check("max-message-bytes", maxMessageBytes, 1_024, 16 << 20);
        Range.check("inbox-frames", inboxFrames, 1, 4_096);
        Range.check("inbox-tasks", inboxTasks, 16, 65_536);
        Range.check("ping-interval-ms", pingIntervalMs, 10, 600_000);
        Range.check("pong-timeout-ms", pongTimeoutMs, 10, 3_600_000);
        if (pongTimeoutMs <= pingIntervalMs) {
            throw new IllegalArgumentException(
                    "pong-timeout-ms must be larger than ping-interval-ms ("
                            + pingIntervalMs
                            + "), got "
                            + pongTimeoutMs);
        }
    }

    public static WebSocketSettings defaults() {
        return new WebSocketSettings(128 << 10, 32, 512, 15_000, 40_000);
    }
}
