package io.ringway.bench.load;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One session's place in the generator's table, and its legs' numbers. Thread: the event loop. */
final class SessionArrivals {

    /** A call that the table does not show by then is not the generator's. */
    private static final int MOST_TRIES = 100;

    private static final int MOST_LEGS = 64;

    private final String id;
    private long[] nextSequences = {0};
    private int call = SendTimes.NONE;
    private int tries;

    SessionArrivals(String id) {
        this.id = id;
    }

    /** Whether a segment is the one after the leg's last. Legs beyond the 64th are not followed. */
    boolean follows(int leg, long sequence) {
        if (leg < 0 || leg >= MOST_LEGS) {
            return true;
        }
        if (leg >= nextSequences.length) {
            nextSequences = Arrays.copyOf(nextSequences, leg + 1);
        }
        boolean next = nextSequences[leg] == sequence;
        nextSequences[leg] = sequence + 1;
        return next;
    }

    /** When the packet of an RTP time was sent; 0 when that cannot be told. */
    long sentNs(@Nullable SendTimes times, int rtpTimestamp) {
        if (times == null) {
            return 0;
        }
        if (call == SendTimes.NONE && tries < MOST_TRIES) {
            tries++;
            int named = times.callOf(id);
            call = named == SendTimes.NONE ? times.callAt(rtpTimestamp) : named;
        }
        return call == SendTimes.NONE ? 0 : times.sentNs(call, rtpTimestamp);
    }
}
