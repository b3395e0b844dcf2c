package io.ringway.media.rtp;

/**
 * Tells a source that begins anew under its SSRC from one whose packets get lost, are late or are
 * followed by a stray: phones do so when they are transferred or go from one recording to another,
 * though RFC 3550 §8.1 would have them change their SSRC.
 *
 * <p>A number far off, or one with a time that cannot be its, is a restart when the next packet
 * follows it (RFC 3550 appendix A.1). A time that cannot be, at the very number that comes next, is
 * one at once. Clock rates need not be known: no clock is taken to be faster than 48 kHz. Thread:
 * the owner's. Sans-IO, allocates nothing.
 */
public final class SourceRestart {

    private static final int MAX_DROPOUT = 3_000;
    private static final int MAX_MISORDER = 100;
    private static final int FASTEST_TICKS_PER_MS = 48;

    /** A sender's time may run ahead of ours: by what a network can have held back. */
    private static final long MOST_AHEAD_TICKS = 10_000L * FASTEST_TICKS_PER_MS;

    /** Packets are of up to 120 ms (RFC 6716 §2.1.4). */
    private static final long MOST_BEHIND_TICKS = MAX_MISORDER * 120L * FASTEST_TICKS_PER_MS;

    private static final int NONE = -1;

    private int newest;
    private int suspected = NONE;
    private int timedSequence;
    private int timedTimestamp;
    private long timedNs;

    /** What a packet is to those before it. */
    public enum Verdict {
        /** One of the same stream, maybe late or a duplicate. */
        GOES_ON,
        /** Maybe a stray, maybe the first of a restart: not to be used. */
        STRAY,
        /** The source has begun anew with it. */
        ANEW
    }

    /** Begins with a packet. */
    public void begin(int sequence, int timestamp, long nowNs) {
        newest = sequence;
        suspected = NONE;
        setTime(sequence, timestamp, nowNs);
    }

    /**
     * Judges the next packet that comes.
     *
     * @param sequence its number, 16 bits
     * @param timestamp its RTP time
     * @param timed whether that is the time of its place in the stream: the packets of a telephone
     *     key all tell when it began
     * @param nowNs when it came
     */
    public Verdict judge(int sequence, int timestamp, boolean timed, long nowNs) {
        int step = SequenceNumber.distance(newest, sequence);
        boolean near = step <= MAX_DROPOUT && step >= -MAX_MISORDER;
        boolean plausible = near && (!timed || hasItsTime(sequence, timestamp, nowNs));
        if (!plausible) {
            return suspect(sequence, timestamp, step == 1, nowNs);
        }
        if (step > 0) {
            newest = sequence;
            suspected = NONE;
            if (timed) {
                setTime(sequence, timestamp, nowNs);
            }
        }
        return Verdict.GOES_ON;
    }

    private Verdict suspect(int sequence, int timestamp, boolean next, long nowNs) {
        if (next || sequence == suspected) {
            begin(sequence, timestamp, nowNs);
            return Verdict.ANEW;
        }
        suspected = SequenceNumber.next(sequence);
        return Verdict.STRAY;
    }

    /** Whether the time is one that the packet at that place can have. */
    private boolean hasItsTime(int sequence, int timestamp, long nowNs) {
        int step = SequenceNumber.distance(timedSequence, sequence);
        long ticks = RtpTimestamp.distance(timedTimestamp, timestamp);
        if (step > 0) {
            long passed = (nowNs - timedNs) * FASTEST_TICKS_PER_MS / 1_000_000;
            return ticks >= 0 && ticks <= passed + MOST_AHEAD_TICKS;
        }
        return step == 0 ? ticks == 0 : ticks <= 0 && ticks >= -MOST_BEHIND_TICKS;
    }

    private void setTime(int sequence, int timestamp, long nowNs) {
        timedSequence = sequence;
        timedTimestamp = timestamp;
        timedNs = nowNs;
    }
}
