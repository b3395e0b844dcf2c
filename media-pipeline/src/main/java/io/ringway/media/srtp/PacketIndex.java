package io.ringway.media.srtp;

/** The 48-bit index of an SRTP packet, of which 16 bits are on the wire (RFC 3711 §3.3.1). */
final class PacketIndex {

    /** A key's life ends here (§9.2). */
    static final long MAX = (1L << 48) - 1;

    private static final int HALF = 1 << 15;

    private PacketIndex() {}

    /**
     * The index nearest to the highest one authenticated so far. Where the appendix would go below
     * the stream's start, the number can only lie ahead, within rollover counter 0.
     *
     * @param highest highest authenticated index
     * @param sequence 0 to 65535
     * @return above {@link #MAX} when the rollover counter is used up
     */
    static long estimate(long highest, int sequence) {
        long rollover = highest >>> 16;
        int last = (int) highest & 0xFFFF;
        if (last < HALF) {
            if (sequence - last > HALF && rollover > 0) {
                rollover--;
            }
        } else if (last - HALF > sequence) {
            rollover++;
        }
        return (rollover << 16) | sequence;
    }

    static int rolloverOf(long index) {
        return (int) (index >>> 16);
    }
}
