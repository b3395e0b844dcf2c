package io.ringway.server.config;

import java.util.List;
import java.util.OptionalInt;

/**
 * Where SIP listens, and what it bears.
 *
 * @param on whether it is spoken at all
 * @param listenAddresses host names or addresses to bind to; at least one
 * @param port of UDP and TCP, 0 for a free one
 * @param tlsPort empty when there is none, as the other two
 * @param publicAddresses told to peers outside instead of the local ones, in their order; none
 *     tells those
 * @param sessionExpiresS length of a session timer we ask for; seconds
 * @param minSessionExpiresS the shortest we accept; seconds
 * @param messagesPerSecond steady rate of one remote address
 * @param nameServers addresses asked for where others take SIP; empty for the system's
 */
public record SipSettings(
        boolean on,
        List<String> listenAddresses,
        int port,
        OptionalInt tlsPort,
        OptionalInt wsPort,
        OptionalInt wssPort,
        List<String> publicAddresses,
        int sessionExpiresS,
        int minSessionExpiresS,
        int maxConnections,
        int maxConnectionsPerAddress,
        int messagesPerSecond,
        List<String> nameServers) {

    public SipSettings {
        listenAddresses = List.copyOf(listenAddresses);
        publicAddresses = List.copyOf(publicAddresses);
        nameServers = List.copyOf(nameServers);
        if (minSessionExpiresS > sessionExpiresS) {
            throw new IllegalArgumentException(
                    "sip-min-session-expires-s must be at most sip-session-expires-s; got %d and %d"
                            .formatted(minSessionExpiresS, sessionExpiresS));
        }
    }
}
