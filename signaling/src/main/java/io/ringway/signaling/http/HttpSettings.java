package io.ringway.signaling.http;

import java.util.List;

/**
 * Limits and addresses of the HTTP port.
 *
 * @param address address to listen on; a literal or a name
 * @param port 0 to 65535; 0 takes a free one
 * @param tls whether and with what certificate to speak TLS
 * @param maxBodyBytes larger request bodies get 413
 * @param maxHeaderBytes larger request lines get 414, larger headers 431
 * @param maxConnections connections beyond these get 503 and are closed
 * @param requestsPerSecond steady rate a connection may ask at; beyond it gets 429
 * @param requestBurst requests a connection may ask at once after a pause
 * @param idleTimeoutMs a kept-alive connection without a request is closed after this
 * @param requestTimeoutMs from a request's first byte to its last; then 408
 * @param writeTimeoutMs a peer that takes no byte of an answer for this long is cut off
 * @param corsOrigins origins a browser's page may call from; {@code *} for any
 * @param webSocketOrigins origins a browser may open a WebSocket from; empty for any
 * @param webSocket limits of a WebSocket
 */
public record HttpSettings(
        String address,
        int port,
        TlsSettings tls,
        int maxBodyBytes,
        int maxHeaderBytes,
        int maxConnections,
        int requestsPerSecond,
        int requestBurst,
        int idleTimeoutMs,
        int requestTimeoutMs,
        int writeTimeoutMs,
        List<String> corsOrigins,
        List<String> webSocketOrigins,
        WebSocketSettings webSocket) {

    public HttpSettings {
        corsOrigins = List.copyOf(corsOrigins);
        webSocketOrigins = List.copyOf(webSocketOrigins);
        if (address.isBlank()) {
            throw new IllegalArgumentException(
                    "address must be an address to listen on, such as 0.0.0.0");
        }
        Range.check("port", port, 0, 65_535);
        Range.check("max-body-bytes", maxBodyBytes, 1_024, 16 << 20);
        Range.check("max-header-bytes", maxHeaderBytes, 1_024, 1 << 20);
        Range.check("max-connections", maxConnections, 1, 1_000_000);
        Range.check("requests-per-second", requestsPerSecond, 1, 1_000_000);
        Range.check("request-burst", requestBurst, 1, 1_000_000);
        Range.check("idle-timeout-ms", idleTimeoutMs, 10, 3_600_000);
        Range.check("request-timeout-ms", requestTimeoutMs, 10, 600_000);
        Range.check("write-timeout-ms", writeTimeoutMs, 10, 600_000);
    }

    /** What suits one host; every page may call, as the echo service's clients expect. */
    public static HttpSettings defaults() {
        return new HttpSettings(
                "0.0.0.0",
                8_080,
                new TlsSettings.Off(),
                64 << 10,
                16 << 10,
                4_096,
                100,
                200,
                60_000,
                10_000,
                30_000,
                List.of("*"),
                List.of(),
                WebSocketSettings.defaults());
    }

    /** The same on another address and port. */
    public HttpSettings at(String newAddress, int newPort) {
        return new HttpSettings(
                newAddress,
                newPort,
                tls,
                maxBodyBytes,
                maxHeaderBytes,
                maxConnections,
                requestsPerSecond,
                requestBurst,
                idleTimeoutMs,
                requestTimeoutMs,
                writeTimeoutMs,
                corsOrigins,
                webSocketOrigins,
                webSocket);
    }
}
