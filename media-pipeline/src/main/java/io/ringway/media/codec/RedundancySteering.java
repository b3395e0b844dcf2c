package io.ringway.media.codec;

/**
 * Decides from a receiver's reports how much loss an encoder should prepare for: what {@link
 * AudioEncoder#expectedLoss} is to be told.
 *
 * <p>Loss is believed quickly and forgotten slowly, because redundancy that comes late is of no use
 * and redundancy too many costs only some quality. Redundancy begins at 2 % and ends below 0.5 %;
 * between, small changes are not passed on. Sans-IO. Thread: the owner's.
 */
public final class RedundancySteering {

    /** Loss from which redundancy pays, and below which it does not any more. */
    static final double BEGIN_PERCENT = 2;

    static final double END_PERCENT = 0.5;

    /** Below this encoders leave redundancy out at common bit rates. */
    static final int LEAST_PERCENT = 5;

    /** Beyond this the frames themselves would become too coarse. */
    static final int MOST_PERCENT = 30;

    /** A report is followed to 63 % when it comes this long after the one before. */
    private static final double RISE_NS = 1e9;

    private static final double FALL_NS = 15e9;

    /** Even reports in quick succession count for this much when they tell of more loss. */
    private static final double LEAST_RISE = 0.4;

    /** Changes by less are not passed on. */
    private static final int DEAD_BAND_PERCENT = 2;

    private double lossPercent;
    private int expectedLossPercent;
    private boolean reported;
    private long reportedNs;

    /**
     * Takes a report block.
     *
     * @param fractionLost lost since the report before, in 256ths (RFC 3550 §6.4.1)
     * @param nowNs when it came
     * @return whether {@link #expectedLossPercent} has changed
     */
    public boolean onReport(int fractionLost, long nowNs) {
        double percent = Math.clamp(fractionLost, 0, 255) * 100 / 256.0;
        long elapsedNs = reported ? Math.max(0, nowNs - reportedNs) : (long) RISE_NS;
        reported = true;
        reportedNs = nowNs;
        lossPercent += weight(percent > lossPercent, elapsedNs) * (percent - lossPercent);
        int wanted = wanted();
        boolean isLittle = Math.abs(wanted - expectedLossPercent) < DEAD_BAND_PERCENT;
        boolean isSwitch = (wanted == 0) != (expectedLossPercent == 0);
        if (isLittle && !isSwitch) {
            return false;
        }
        expectedLossPercent = wanted;
        return true;
    }

    /** What to prepare for, in percent of the packets: 0, or 5 to 30. */
    public int expectedLossPercent() {
        return expectedLossPercent;
    }

    /** Whether redundancy is worth its bits at present. */
    public boolean redundant() {
        return expectedLossPercent > 0;
    }

    private int wanted() {
        double threshold = expectedLossPercent > 0 ? END_PERCENT : BEGIN_PERCENT;
        return lossPercent < threshold
                ? 0
                : Math.clamp(Math.round(lossPercent), LEAST_PERCENT, MOST_PERCENT);
    }

    private static double weight(boolean rising, long elapsedNs) {
        return rising
                ? Math.max(LEAST_RISE, 1 - Math.exp(-elapsedNs / RISE_NS))
                : 1 - Math.exp(-elapsedNs / FALL_NS);
    }
}
