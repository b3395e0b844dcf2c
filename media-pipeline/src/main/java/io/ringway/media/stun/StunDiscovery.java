package io.ringway.media.stun;

import io.ringway.media.counters.Counter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how STUN servers see our media sockets (RFC 8489 §2, server-reflexive candidates of RFC
 * 8445 §5.1.1.2). A server that does not answer is given up quietly and tried again much later.
 *
 * <p>Responses reach it like those of a leg, by the leg id in the transaction id; give it one that
 * no leg has.
 *
 * <p>Thread: one. The first construction loads ice4j and takes a moment: do it at start.
 */
public final class StunDiscovery {

    /** Returned by {@link #nextDeadlineNs()} when there is no server to ask. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    private final DiscoverySettings settings;
    private final int legId;
    private final int processSecret;
    private final RandomSource random;
    private final DiscoveryOutput output;
    private final List<DiscoveryQuery> queries = new ArrayList<>();
    private final UnsafeBuffer request = new UnsafeBuffer(new byte[0]);

    /**
     * @param legId stands for this object in transaction ids
     * @param processSecret the same as for {@link TransactionId#legIdOf}
     * @param seed at least 16 unpredictable bytes, as nothing else protects the answers
     */
    public StunDiscovery(
            DiscoverySettings settings,
            int legId,
            int processSecret,
            byte[] seed,
            DiscoveryOutput output) {
        this.settings = settings;
        this.legId = legId;
        this.processSecret = processSecret;
        this.random = new RandomSource(seed);
        this.output = output;
    }

    /** Loads what requests are written with, which takes a tenth of a second, before the first. */
    public static void load() {
        Ice4jCodec.load();
    }

    /**
     * Begins to ask a server from one path's socket.
     *
     * @param server resolved, of the path's address family
     * @return false when that many are asked already
     */
    public boolean addServer(InetSocketAddress server, int path, long nowNs) {
        if (server.isUnresolved()) {
            throw new IllegalArgumentException("STUN server " + server + " is not resolved");
        }
        if (queries.size() >= settings.maxServers()) {
            return false;
        }
        DiscoveryQuery query = new DiscoveryQuery(settings, server, path, nowNs);
        queries.add(query);
        transmit(query, nowNs);
        return true;
    }

    /** To be called when {@link #nextDeadlineNs()} has come. */
    public void onTimer(long nowNs) {
        for (int i = 0; i < queries.size(); i++) {
            DiscoveryQuery query = queries.get(i);
            if (query.deadlineNs() - nowNs <= 0) {
                transmit(query, nowNs);
            }
        }
    }

    public long nextDeadlineNs() {
        long next = NO_DEADLINE;
        for (DiscoveryQuery query : queries) {
            boolean earlier = next == NO_DEADLINE || query.deadlineNs() - next < 0;
            next = earlier ? query.deadlineNs() : next;
        }
        return next;
    }

    /**
     * A Binding response routed here by its transaction id.
     *
     * @return its length, or a {@link Counter#code()} when it is no answer to a request of ours
     */
    public int onStunResponse(
            DirectBuffer buffer,
            int offset,
            int length,
            InetSocketAddress source,
            int path,
            long nowNs) {
        if (length < StunAttribute.HEADER_BYTES || length > StunMessage.MAX_BYTES) {
            return Counter.DROP_STUN_MALFORMED.code();
        }
        DiscoveryQuery query = find(TransactionId.read(buffer, offset), source, path);
        if (query == null) {
            return Counter.DROP_STUN_UNKNOWN_TRANSACTION.code();
        }
        InetSocketAddress mapped = Ice4jCodec.mappedAddress(buffer, offset, length);
        if (mapped == null) {
            return Counter.DROP_STUN_MALFORMED.code();
        }
        if (query.answered(mapped, nowNs)) {
            output.mappedAddress(path, source, mapped);
        }
        return length;
    }

    private @Nullable DiscoveryQuery find(TransactionId id, InetSocketAddress source, int path) {
        for (DiscoveryQuery query : queries) {
            if (query.matches(id, source, path)) {
                return query;
            }
        }
        return null;
    }

    private void transmit(DiscoveryQuery query, long nowNs) {
        TransactionId id = query.advance(nowNs);
        if (id == null && query.fresh()) {
            id = query.begin(TransactionId.of(legId, processSecret, random), nowNs);
        }
        if (id != null) {
            request.wrap(Ice4jCodec.bindingRequest(id));
            output.send(query.path(), request, 0, request.capacity(), query.server());
        }
    }
}
