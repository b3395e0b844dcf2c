package io.ringway.signaling.ws;

import io.ringway.signaling.http.Range;

/**
 * Limits of signaling over a WebSocket.
 *
 * @param messagesPerSecond steady rate of a client's messages; faster ones wait their turn
 * @param messageBurst messages taken at once after a pause
 * @param errorIntervalMs least time between two errors about the same flood
 */
public record GatewaySettings(int messagesPerSecond, int messageBurst, int errorIntervalMs) {

    public GatewaySettings {
        Range.check("messages-per-second", messagesPerSecond, 1, 1_000_000);
        Range.check("message-burst", messageBurst, 1, 1_000_000);
        Range.check("error-interval-ms", errorIntervalMs, 1, 60_000);
    }

    public static GatewaySettings defaults() {
        return new GatewaySettings(100, 500, 1_000);
    }
}
