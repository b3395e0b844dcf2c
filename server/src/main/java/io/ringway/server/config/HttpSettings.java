package io.ringway.server.config;

import java.util.List;

/**
 * The front for HTTP and WebSocket.
 *
 * @param listenAddress host name or address to bind to; media sockets bind to it too
 * @param port TCP port, 0 for a free one
 * @param corsOrigins origins of foreign pages that may use the server; {@code *} is all
 * @param maxConnections connections open at once
 * @param requestsPerSecond steady rate of one connection
 * @param maxBodyBytes longest body of a request
 */
public record HttpSettings(
        String listenAddress,
        int port,
        TlsSettings tls,
        List<String> corsOrigins,
        int maxConnections,
        int requestsPerSecond,
        int maxBodyBytes) {

    public HttpSettings {
        corsOrigins = List.copyOf(corsOrigins);
    }
}
