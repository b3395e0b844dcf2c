package io.ringway.media.net;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Which port pairs of one local address are in use, free, or resting after use. Rest is a
 * preference: when none else is left, the pair that has rested longest is taken, and counted.
 *
 * <p>A search begins anywhere, so that ports are not to be foretold and a pair just freed is not
 * the next one taken. Thread: any, under its own lock; a search takes some microseconds at worst.
 */
final class RtpPortPool {

    static final int NONE = -1;

    private static final long IN_USE = Long.MAX_VALUE;
    private static final long FREE = Long.MIN_VALUE;

    private final int firstPort;
    private final long quarantineNs;
    private final RandomGenerator random;
    private final CounterBlock counters;

    /** Per pair: free, in use, or when its rest is over. */
    private final long[] pairs;

    /**
     * @param counters told what is taken before its rest is over; from any thread
     */
    RtpPortPool(RtpPortSettings settings, RandomGenerator random, CounterBlock counters) {
        this.firstPort = settings.firstPort();
        this.quarantineNs = TimeUnit.MILLISECONDS.toNanos(settings.quarantineMs());
        this.random = random;
        this.counters = counters;
        this.pairs = new long[settings.pairs()];
        Arrays.fill(pairs, FREE);
    }

    /** Takes a port for good if it is of the range: somebody else's. */
    synchronized void exclude(int port) {
        int pair = Math.floorDiv(port - firstPort, 2);
        if (pair >= 0 && pair < pairs.length) {
            pairs[pair] = IN_USE;
        }
    }

    /** The even port of a pair, which is in use from now on; {@link #NONE} when all are. */
    synchronized int take(long nowNs) {
        int start = random.nextInt(pairs.length);
        int longestRested = NONE;
        for (int i = 0; i < pairs.length; i++) {
            int pair = (start + i) % pairs.length;
            if (free(pairs[pair], nowNs)) {
                return use(pair);
            }
            if (pairs[pair] != IN_USE
                    && (longestRested == NONE || pairs[pair] - pairs[longestRested] < 0)) {
                longestRested = pair;
            }
        }
        if (longestRested == NONE) {
            return NONE;
        }
        counters.incrementShared(Counter.RTP_PORTS_UNRESTED);
        return use(longestRested);
    }

    private int use(int pair) {
        pairs[pair] = IN_USE;
        return firstPort + 2 * pair;
    }

    /** Gives a pair back, which rests first. */
    synchronized void give(int evenPort, long nowNs) {
        pairs[(evenPort - firstPort) / 2] = nowNs + quarantineNs;
    }

    private static boolean free(long state, long nowNs) {
        return state == FREE || (state != IN_USE && state - nowNs <= 0);
    }
}
