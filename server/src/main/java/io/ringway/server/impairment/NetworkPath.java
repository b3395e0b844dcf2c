package io.ringway.server.impairment;

import java.util.Random;

/**
 * One stream's way through a bad network, packet after packet.
 *
 * <p><b>Loss</b> is as {@link LossModel} says. <b>Jitter</b>: packets wait in a queue whose length
 * wanders; the wait is exponentially distributed with mean J, cut at 5 J, and correlated over 100
 * ms or 2 J if that is longer, as cross traffic is. The queue keeps order: a packet waits at least
 * as long as the one before still has to, so that after a peak several come at once, and the mean
 * wait lies somewhat above J. <b>Reordering</b>: a packet is held back by one and a half to three
 * and a half packets' spacing, without holding up those behind it.
 *
 * <p>Loss, jitter and reordering draw from generators of their own: the same seed loses the same
 * packets whatever the jitter. Thread: the owner's. Sans-IO.
 */
public final class NetworkPath {

    /** What {@link #next} says of a packet that does not arrive. */
    public static final long LOST = -1;

    private static final long DEFAULT_SPACING_NS = 20_000_000;
    private static final int SHORTEST_HOLD_HALVES = 3;
    private static final int HOLD_SPREAD_HALVES = 5;

    private final PacketLoss loss;
    private final QueueDelay queue;
    private final Random holds;
    private final double heldBack;
    private long previousSentNs;
    private long spacingNs = DEFAULT_SPACING_NS;
    private boolean started;

    public NetworkPath(Impairment impairment) {
        Random seeds = new Random(impairment.seed() * 0x9E37_79B9_7F4A_7C15L + 1);
        this.loss = new PacketLoss(impairment.loss(), new Random(seeds.nextLong()));
        this.queue = new QueueDelay(impairment.jitterMs(), new Random(seeds.nextLong()));
        this.holds = new Random(seeds.nextLong());
        this.heldBack = impairment.reorderPercent() / 100;
    }

    /**
     * Sends the next packet.
     *
     * @param sentNs when, from any origin; never less than that of the packet before
     * @return how long it takes in nanoseconds, or {@link #LOST}
     */
    public long next(long sentNs) {
        if (started && sentNs > previousSentNs) {
            spacingNs = sentNs - previousSentNs;
        }
        started = true;
        previousSentNs = sentNs;
        // Every packet draws from everything, so that what happens to one never moves the others'
        // luck.
        boolean lost = loss.next();
        long waitNs = queue.next(sentNs);
        long holdNs = holdNs();
        return lost ? LOST : waitNs + holdNs;
    }

    private long holdNs() {
        boolean held = holds.nextDouble() < heldBack;
        int halves = SHORTEST_HOLD_HALVES + holds.nextInt(HOLD_SPREAD_HALVES);
        return held ? spacingNs * halves / 2 : 0;
    }
}
