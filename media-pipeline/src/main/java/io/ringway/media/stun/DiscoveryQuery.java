package io.ringway.media.stun;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One server asked from one path: asking, waiting for the next time, or given up for a while. */
final class DiscoveryQuery {

    private final DiscoverySettings settings;
    private final InetSocketAddress server;
    private final int path;
    private @Nullable TransactionId pending;
    private @Nullable InetSocketAddress mapped;
    private int transmissions;
    private long rtoNs;
    private long deadlineNs;

    DiscoveryQuery(DiscoverySettings settings, InetSocketAddress server, int path, long nowNs) {
        this.settings = settings;
        this.server = server;
        this.path = path;
        this.deadlineNs = nowNs;
    }

    InetSocketAddress server() {
        return server;
    }

    int path() {
        return path;
    }

    long deadlineNs() {
        return deadlineNs;
    }

    boolean matches(TransactionId id, InetSocketAddress source, int fromPath) {
        return id.equals(pending) && path == fromPath && server.equals(source);
    }

    /** Whether a new request is due, rather than one repeated. */
    boolean fresh() {
        return pending == null && transmissions == 0;
    }

    /** Starts a request; returns the id to send. */
    TransactionId begin(TransactionId id, long nowNs) {
        pending = id;
        transmissions = 1;
        rtoNs = settings.initialRtoNs();
        deadlineNs = nowNs + waitNs();
        return id;
    }

    /**
     * The deadline has come.
     *
     * @return the id to send again; null when a new request is due or this one was given up
     */
    @Nullable TransactionId advance(long nowNs) {
        TransactionId id = pending;
        if (id == null) {
            transmissions = 0;
        } else if (transmissions < settings.maxTransmissions()) {
            transmissions++;
            rtoNs *= 2;
            deadlineNs = nowNs + waitNs();
        } else {
            pending = null;
            id = null;
            deadlineNs = nowNs + settings.retryNs();
        }
        return id;
    }

    /**
     * The answer is there.
     *
     * @return whether it says something new
     */
    boolean answered(InetSocketAddress address, long nowNs) {
        boolean news = !address.equals(mapped);
        mapped = address;
        pending = null;
        deadlineNs = nowNs + settings.refreshNs();
        return news;
    }

    private long waitNs() {
        boolean last = transmissions == settings.maxTransmissions();
        return last ? settings.lastWaitRtos() * settings.initialRtoNs() : rtoNs;
    }
}
