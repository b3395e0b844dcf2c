package io.ringway.signaling.sip.transport;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Where requests to a host go (RFC 3263). Literal addresses are taken as they are; what was found
 * for a name is remembered for as long as it may be, and used on while it is looked up again. A hop
 * that did not answer is left alone for a while, if the name has others.
 *
 * <p>Thread: any. The first look-up of a name blocks whoever asks for seconds at most, but a thread
 * of {@link Workers}, which waits a tenth of one and then hears that the name is not known yet.
 */
final class HopLocator {

    private static final long PATIENCE_MS = 6_000;
    private static final long WORKER_PATIENCE_MS = 100;
    private static final int MAX_NAMES = 4_096;
    private static final int MAX_DOWN = 1_024;
    private static final long REST_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(5);

    private final DomainSearch search;
    private final Map<Name, Known> known = new ConcurrentHashMap<>();
    private final Map<Name, CompletableFuture<DomainSearch.Found>> asked =
            new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Long> downUntilNs = new ConcurrentHashMap<>();

    private record Name(SipTransport transport, String host, int port) {}

    private record Known(List<InetSocketAddress> hops, long untilNs) {}

    HopLocator(DomainSearch search) {
        this.search = search;
    }

    /**
     * The hop to use now.
     *
     * @param host name or address; IPv6 with or without brackets
     * @param port 0 or less when none was named
     */
    InetSocketAddress locate(SipTransport transport, String host, int port)
            throws UnknownHostException {
        List<InetSocketAddress> hops = all(transport, host, port);
        long nowNs = System.nanoTime();
        for (InetSocketAddress hop : hops) {
            Long untilNs = downUntilNs.get(hop);
            if (untilNs == null || untilNs - nowNs <= 0) {
                return hop;
            }
        }
        return hops.getFirst();
    }

    /** All hops of a host, the preferred first; at least one. */
    List<InetSocketAddress> all(SipTransport transport, String host, int port)
            throws UnknownHostException {
        InetAddress literal = literal(host);
        if (literal != null) {
            int stated = port > 0 ? port : transport.impliedPort();
            return List.of(new InetSocketAddress(literal, stated));
        }
        Name name = new Name(transport, host.toLowerCase(Locale.ROOT), Math.max(port, 0));
        Known before = known.get(name);
        if (before == null) {
            return await(name);
        }
        if (before.untilNs() - System.nanoTime() <= 0) {
            ask(name);
        }
        return before.hops();
    }

    /** How many hops a host has, as far as is known; at least one. Does not block. */
    int count(SipTransport transport, String host, int port) {
        Known before =
                known.get(new Name(transport, host.toLowerCase(Locale.ROOT), Math.max(port, 0)));
        return before == null ? 1 : before.hops().size();
    }

    /** A hop did not answer, or that it cannot now. */
    void failed(InetSocketAddress hop) {
        if (downUntilNs.size() >= MAX_DOWN) {
            long nowNs = System.nanoTime();
            downUntilNs.values().removeIf(untilNs -> untilNs - nowNs <= 0);
        }
        if (downUntilNs.size() < MAX_DOWN) {
            downUntilNs.put(hop, System.nanoTime() + REST_NS);
        }
    }

    /** A hop answered. */
    void answered(InetSocketAddress hop) {
        if (!downUntilNs.isEmpty()) {
            downUntilNs.remove(hop);
        }
    }

    /** Null when it is a name. Nothing is looked up. */
    static @Nullable InetAddress literal(String host) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(host + " is no address", impossible);
        }
    }

    private List<InetSocketAddress> await(Name name) throws UnknownHostException {
        CompletableFuture<DomainSearch.Found> answer = ask(name);
        boolean worker = Workers.isWorker(Thread.currentThread());
        long patienceMs = worker ? WORKER_PATIENCE_MS : PATIENCE_MS;
        try {
            List<InetSocketAddress> hops = answer.get(patienceMs, TimeUnit.MILLISECONDS).hops();
            if (hops.isEmpty()) {
                throw new UnknownHostException("no server of " + name.host() + " has an address");
            }
            return hops;
        } catch (ExecutionException | TimeoutException e) {
            throw unknown(name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(name, e);
        }
    }

    private static UnknownHostException unknown(Name name, Exception cause) {
        UnknownHostException unknown =
                new UnknownHostException(name.host() + " cannot be found: " + cause.getMessage());
        unknown.initCause(cause);
        return unknown;
    }

    /** One question at a time for each name. */
    private CompletableFuture<DomainSearch.Found> ask(Name name) {
        CompletableFuture<DomainSearch.Found> mine = new CompletableFuture<>();
        CompletableFuture<DomainSearch.Found> others = asked.putIfAbsent(name, mine);
        if (others != null) {
            return others;
        }
        search.find(name.transport(), name.host(), name.port())
                .whenComplete(
                        (found, failure) -> {
                            remember(name, found);
                            asked.remove(name, mine);
                            if (found != null) {
                                mine.complete(found);
                            } else {
                                mine.completeExceptionally(failure);
                            }
                        });
        return mine;
    }

    /** What was known is believed on when nothing is found, and asked for again soon. */
    private void remember(Name name, DomainSearch.@Nullable Found found) {
        long nowNs = System.nanoTime();
        if (found == null || found.hops().isEmpty()) {
            known.computeIfPresent(name, (n, was) -> new Known(was.hops(), nowNs + RETRY_NS));
            return;
        }
        if (known.size() >= MAX_NAMES) {
            known.values().removeIf(old -> old.untilNs() - nowNs <= 0);
        }
        if (known.size() < MAX_NAMES || known.containsKey(name)) {
            long untilNs = nowNs + TimeUnit.SECONDS.toNanos(found.ttlS());
            known.put(name, new Known(found.hops(), untilNs));
        }
    }
}
