package io.ringway.media.rtp;

/**
 * The smoothed deviation of packet spacing at the receiver from that at the sender (RFC 3550
 * §6.4.1), in the integer arithmetic of A.8.
 *
 * <p>Thread: one owner. Allocates nothing.
 */
final class InterarrivalJitter {

    private static final long NANOS = 1_000_000_000L;

    private final int clockRateHz;
    private boolean started;
    private long originNs;
    private int lastTransit;

    /** Sixteen times the jitter, so that the division by 16 loses nothing. */
    private long scaledJitter;

    InterarrivalJitter(int clockRateHz) {
        if (clockRateHz <= 0) {
            throw new IllegalArgumentException(
                    "clock rate must be positive, got " + clockRateHz + " Hz");
        }
        this.clockRateHz = clockRateHz;
    }

    /** The source began anew: the next packet's transit has nothing to be compared with. */
    void restart() {
        started = false;
        scaledJitter = 0;
    }

    void onPacket(long rtpTimestamp, long arrivalNs) {
        if (!started) {
            originNs = arrivalNs;
        }
        int transit = (int) (ticks(arrivalNs - originNs) - rtpTimestamp);
        if (started) {
            long deviation = Math.abs((long) (transit - lastTransit));
            scaledJitter += deviation - ((scaledJitter + 8) >> 4);
        }
        lastTransit = transit;
        started = true;
    }

    int timestampUnits() {
        return (int) (scaledJitter >> 4);
    }

    long ns() {
        return scaledJitter * (NANOS / 16) / clockRateHz;
    }

    /** Split at the second: nanoseconds times the rate would overflow after two days. */
    private long ticks(long elapsedNs) {
        return elapsedNs / NANOS * clockRateHz + elapsedNs % NANOS * clockRateHz / NANOS;
    }
}
