package io.ringway.media.net;

import java.util.concurrent.TimeUnit;

/**
 * How many packets of unknown sources one RTP port takes: enough for a phone behind NAT to be
 * learned, too few to crowd the shard's ring.
 *
 * <p>Thread: the port's event loop. Sans-IO.
 */
final class StrangerLimit {

    /** Two phones' worth. */
    static final int PACKETS_PER_SECOND = 100;

    private static final long NS_PER_PACKET = TimeUnit.SECONDS.toNanos(1) / PACKETS_PER_SECOND;
    private static final long FULL_NS = TimeUnit.SECONDS.toNanos(1);

    private boolean begun;
    private long emptyNs;

    /** Whether one more is taken now. */
    boolean admit(long nowNs) {
        if (!begun || nowNs - emptyNs > FULL_NS) {
            begun = true;
            emptyNs = nowNs - FULL_NS;
        }
        if (nowNs - emptyNs < NS_PER_PACKET) {
            return false;
        }
        emptyNs += NS_PER_PACKET;
        return true;
    }
}
