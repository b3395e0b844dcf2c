package io.ringway.signaling.sip.transport;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds where a domain takes SIP (RFC 3263 §4.2): its SRV records by transport, else the addresses
 * of its name. NAPTR is not asked: whoever names a domain here names its transport.
 *
 * <p>Thread: any; does not block.
 */
final class DomainSearch {

    private static final int MAX_SERVERS = 8;
    private static final long ADDRESS_TTL_S = 30;
    private static final long MIN_TTL_S = 1;
    private static final long MAX_TTL_S = 3_600;

    private final NameServers names;

    /**
     * What was found.
     *
     * @param hops the one to try first ahead; at least one
     * @param ttlS how long to believe it; seconds
     */
    record Found(List<InetSocketAddress> hops, long ttlS) {

        Found {
            hops = List.copyOf(hops);
        }
    }

    DomainSearch(NameServers names) {
        this.names = names;
    }

    /**
     * Looks for a host.
     *
     * @param port 0 to have the name servers say
     */
    CompletableFuture<Found> find(SipTransport transport, String host, int port) {
        if (port > 0 || transport.isWebSocket()) {
            return addresses(host, port > 0 ? port : transport.impliedPort());
        }
        return names.servers(service(transport) + host)
                .exceptionally(none -> List.of())
                .thenCompose(
                        records ->
                                records.isEmpty()
                                        ? addresses(host, transport.impliedPort())
                                        : servers(records));
    }

    private static String service(SipTransport transport) {
        return switch (transport) {
            case UDP -> "_sip._udp.";
            case TCP -> "_sip._tcp.";
            case TLS -> "_sips._tcp.";
            case WS, WSS -> throw new IllegalArgumentException(transport + " has no SRV");
        };
    }

    private CompletableFuture<Found> addresses(String host, int port) {
        return names.addresses(host)
                .thenApply(
                        all ->
                                new Found(
                                        all.stream()
                                                .map(one -> new InetSocketAddress(one, port))
                                                .toList(),
                                        ADDRESS_TTL_S));
    }

    /** Those that have addresses, in their order. */
    private CompletableFuture<Found> servers(List<ServerRecord> records) {
        List<ServerRecord> ordered = ServerOrder.of(records, ThreadLocalRandom.current());
        List<ServerRecord> tried = ordered.subList(0, Math.min(MAX_SERVERS, ordered.size()));
        CompletableFuture<List<InetSocketAddress>> all =
                CompletableFuture.completedFuture(List.of());
        long ttlS = MAX_TTL_S;
        for (ServerRecord record : tried) {
            ttlS = Math.clamp(record.ttlS(), MIN_TTL_S, ttlS);
            all = all.thenCombine(hops(record), DomainSearch::joined);
        }
        long believedS = ttlS;
        return all.thenApply(hops -> new Found(hops, believedS));
    }

    private CompletableFuture<List<InetSocketAddress>> hops(ServerRecord record) {
        String target = record.target();
        String bare = target.endsWith(".") ? target.substring(0, target.length() - 1) : target;
        return addresses(bare, record.port())
                .thenApply(Found::hops)
                .exceptionally(none -> List.of());
    }

    private static List<InetSocketAddress> joined(
            List<InetSocketAddress> first, List<InetSocketAddress> more) {
        List<InetSocketAddress> all = new ArrayList<>(first);
        more.stream().filter(hop -> !all.contains(hop)).forEach(all::add);
        return all;
    }
}
