package io.ringway.media.playout;

/**
 * Decides whether to lower or raise the delay by stretching time.
 *
 * <p>What counts is how late a packet may be: the delay at the packet that is needed last for a
 * frame. Up to a frame less than the delay heard, it is the same for all positions of the packets'
 * boundaries between two frames' boundaries; what lies between is delay for nothing.
 */
final class StretchPolicy {

    private static final long MS = 1_000_000;
    private static final long INTERVAL_NS = 60 * MS;

    /** Below the target by no more than this, the delay is left as it is. */
    private static final long TOLERANCE_NS = 2 * MS;

    /** Less than this is not worth a splice. */
    private static final long WORTHWHILE_48K = 5 * 48;

    /** This much is to be caught up quickly. */
    private static final long MUCH_48K = 60 * 48;

    private final PlayoutDelay delay;
    private final TargetDelay target;

    private long lastStretchNs;
    private boolean stretched;
    private long allowance48k;

    StretchPolicy(PlayoutDelay delay, TargetDelay target) {
        this.delay = delay;
        this.target = target;
    }

    /** By how much the delay may change, at 48 kHz. */
    int allowance48k() {
        return (int) Math.min(allowance48k, 48_000);
    }

    /** Time was stretched. */
    void onStretch(long nowNs) {
        stretched = true;
        lastStretchNs = nowNs;
    }

    /**
     * Decides.
     *
     * @param future48k what is decoded and not played
     * @param frame48k what is read at once
     * @param packet48k length of packets
     * @return {@code NORMAL} when nothing is to be done
     */
    PlayoutDecision decide(long future48k, long frame48k, long packet48k, long nowNs) {
        long grain48k = Math.max(1, Math.min(frame48k, packet48k));
        long idle48k = future48k % grain48k;
        long slackNs = delay.filteredNs() - MediaTime.toNs(frame48k - grain48k + idle48k);
        boolean rested = !stretched || nowNs - lastStretchNs >= INTERVAL_NS;
        if (slackNs < target.targetNs() - TOLERANCE_NS) {
            allowance48k = Long.MAX_VALUE;
            return rested ? PlayoutDecision.DECELERATE : PlayoutDecision.NORMAL;
        }
        long aboveNs = slackNs - target.targetNs() - target.headroomNs();
        long grains = Math.max(0, aboveNs) / MediaTime.toNs(grain48k);
        allowance48k = idle48k + grains * grain48k;
        if (allowance48k >= MUCH_48K) {
            return PlayoutDecision.FAST_ACCELERATE;
        }
        return rested && allowance48k >= WORTHWHILE_48K
                ? PlayoutDecision.ACCELERATE
                : PlayoutDecision.NORMAL;
    }
}
