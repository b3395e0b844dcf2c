package io.ringway.media.bridge;

import io.ringway.media.rtp.SequenceNumber;

/**
 * Which packets of a source are passed on, and under which sequence numbers: each once, with the
 * gaps the network made, and without those that packets left out on purpose would make.
 *
 * <p>Thread: the owner's. Sans-IO, allocates nothing.
 */
public final class PassedOrder {

    /** What {@link #place} returns for a packet that is not passed on. */
    public static final int REFUSED = -1;

    private static final int WINDOW = Long.SIZE;
    private static final long ALL = -1L;

    private int newest;
    private long passed = ALL;
    private int leftOut;

    /** Begins with a packet; those before it belong to the time before. */
    public void begin(int sequence) {
        newest = sequence;
        passed = ALL << 1;
        leftOut = 0;
    }

    /**
     * Passes a packet.
     *
     * @param sequence the number it came with, 16 bits
     * @return the number among those passed, 16 bits, or {@link #REFUSED} for one that was passed
     *     already or is too old
     */
    public int place(int sequence) {
        int step = SequenceNumber.distance(newest, sequence);
        if (step > 0) {
            advance(sequence, step);
        }
        int age = Math.max(0, -step);
        if (age >= WINDOW || (passed >>> age & 1) != 0) {
            return REFUSED;
        }
        passed |= 1L << age;
        return (sequence - leftOut) & 0xFFFF;
    }

    /**
     * Leaves a packet out without a trace. What is older and comes later is not passed: its number
     * would be taken.
     */
    public void leaveOut(int sequence) {
        int step = SequenceNumber.distance(newest, sequence);
        if (step > 0) {
            newest = sequence;
            passed = ALL;
            leftOut++;
        }
    }

    private void advance(int sequence, int step) {
        newest = sequence;
        passed = step >= WINDOW ? 0 : passed << step;
    }
}
