package io.ringway.media.rtp;

/**
 * The order of 16-bit RTP sequence numbers, which wrap (RFC 3550 §5.1, serial arithmetic of RFC
 * 1982).
 *
 * <p>Thread: any.
 */
public final class SequenceNumber {

    /** One more than the largest sequence number. */
    public static final int MODULUS = 1 << 16;

    private static final int MASK = MODULUS - 1;

    private SequenceNumber() {}

    /** The sequence number after this one. */
    public static int next(int sequence) {
        return (sequence + 1) & MASK;
    }

    /**
     * How far {@code to} lies after {@code from}, by the shorter way round: −32768 to 32767.
     * Numbers exactly half the circle apart count as 32768 behind.
     */
    public static int distance(int from, int to) {
        return (short) (to - from);
    }

    /**
     * Orders two numbers: positive when {@code a} is newer, zero when equal. Of two numbers exactly
     * half the circle apart, where RFC 1982 leaves the order open, the larger value is the newer.
     */
    public static int compare(int a, int b) {
        int distance = distance(b, a);
        return distance == Short.MIN_VALUE ? Integer.compare(a & MASK, b & MASK) : distance;
    }

    /** Whether {@code a} comes after {@code b}. */
    public static boolean isNewer(int a, int b) {
        return compare(a, b) > 0;
    }

    /**
     * The extended number nearest to a reference that ends in these 16 bits.
     *
     * @param reference an extended number close to the wanted one, e.g. the highest so far
     * @return may be negative right after a stream's start, when a packet from before it arrives
     */
    public static long extend(long reference, int sequence) {
        return reference + distance((int) reference, sequence);
    }
}
