package io.ringway.server.impairment;

import java.util.Random;

/**
 * Draws how long packets wait in a queue that keeps order.
 *
 * <p>The squares of two wandering normal variables add up to an exponential one; that they wander
 * (an autoregressive process of first order) correlates the waits.
 */
final class QueueDelay {

    private static final double SHORTEST_CORRELATION_NS = 100e6;

    /** A queue takes its time to drain; the longer, the more so. */
    private static final double CORRELATION_MEANS = 2;

    private static final double LONGEST_MEANS = 5;

    private final Random random;
    private final double meanNs;
    private final double correlationNs;
    private double first;
    private double second;
    private long previousSentNs;
    private long previousOutNs;
    private boolean started;

    QueueDelay(int meanMs, Random random) {
        this.random = random;
        this.meanNs = meanMs * 1e6;
        this.correlationNs = Math.max(SHORTEST_CORRELATION_NS, CORRELATION_MEANS * meanNs);
        this.first = random.nextGaussian();
        this.second = random.nextGaussian();
    }

    /**
     * @param sentNs never less than that of the packet before
     */
    long next(long sentNs) {
        wander(started ? sentNs - previousSentNs : 0);
        double drawnNs = meanNs * (first * first + second * second) / 2;
        long outNs = sentNs + Math.round(Math.min(drawnNs, LONGEST_MEANS * meanNs));
        if (started && outNs - previousOutNs < 0) {
            outNs = previousOutNs;
        }
        started = true;
        previousSentNs = sentNs;
        previousOutNs = outNs;
        return outNs - sentNs;
    }

    private void wander(long elapsedNs) {
        // Waits are squares, so theirs is the square of the variables' correlation.
        double kept = StrictMath.exp(-elapsedNs / correlationNs / 2);
        double fresh = StrictMath.sqrt(1 - kept * kept);
        first = kept * first + fresh * random.nextGaussian();
        second = kept * second + fresh * random.nextGaussian();
    }
}
