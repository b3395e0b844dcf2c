package io.ringway.media.segment;

/**
 * Credit a speech service has granted one session, shared by all of its tracks: without limit until
 * the first grant, and again as soon as the stream it was granted on has been replaced.
 *
 * <p>Thread: the shard's. Counted in ticks of 48 kHz, which every rate divides exactly.
 */
public final class SegmentCredit {

    /** Most that is kept, one hour. */
    public static final int MAX_MS = 3_600_000;

    static final int TICKS_HZ = 48_000;

    private static final long MAX_TICKS = MAX_MS / 1_000L * TICKS_HZ;

    /** What {@link #take} answers when there is not enough. */
    static final int REFUSED = -1;

    /** What it answers when there was nothing to pay. */
    static final int FREE = 0;

    private int grantedOnStream = FREE;
    private long ticks;

    /** Adds credit granted on the stream of that number (from 1). */
    void grant(int milliseconds, int stream) {
        if (grantedOnStream != stream) {
            grantedOnStream = stream;
            ticks = 0;
        }
        ticks = Math.min(ticks + milliseconds * (TICKS_HZ / 1_000L), MAX_TICKS);
    }

    /**
     * Uses credit up, all or nothing.
     *
     * @return the stream whose credit paid, {@link #FREE} or {@link #REFUSED}
     */
    int take(long neededTicks, int stream) {
        if (grantedOnStream == FREE || grantedOnStream != stream) {
            return FREE;
        }
        if (ticks < neededTicks) {
            return REFUSED;
        }
        ticks -= neededTicks;
        return stream;
    }

    /**
     * Gives back what a segment took that was dropped before it could be sent.
     *
     * @param payer what {@link #take} answered
     */
    void giveBack(long takenTicks, int payer) {
        if (payer != FREE && payer == grantedOnStream) {
            ticks = Math.min(ticks + takenTicks, MAX_TICKS);
        }
    }
}
