package io.ringway.media.net;

import io.ringway.media.counters.CounterBlock;

/**
 * What a thread sends by, whatever native socket it is: a socket by itself is a descriptor and no
 * memory.
 *
 * <p>Thread: its owner's.
 */
final class NativeSender {

    /** Address objects remembered; more cost an object a datagram, not the datagram. */
    private static final int MAX_ADDRESSES = 16_384;

    private final CounterBlock counters;
    private final SendBatch batch;
    private final KnownRemotes ipv4 = new KnownRemotes(false, MAX_ADDRESSES);
    private final KnownRemotes ipv6 = new KnownRemotes(true, MAX_ADDRESSES);

    /**
     * @param counters of the thread
     */
    NativeSender(SocketCalls calls, CounterBlock counters) {
        this.counters = counters;
        this.batch = new SendBatch(calls, counters);
    }

    CounterBlock counters() {
        return counters;
    }

    /** Empty between flushes. */
    SendBatch batch() {
        return batch;
    }

    KnownRemotes remotes(boolean ofIpv6) {
        return ofIpv6 ? ipv6 : ipv4;
    }
}
