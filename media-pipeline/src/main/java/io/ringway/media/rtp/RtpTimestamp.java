package io.ringway.media.rtp;

/**
 * RTP timestamps in 64 bits, so that the wrap of the 32 on the wire (every 24.8 h at 48 kHz) is
 * settled once, at the edge.
 *
 * <p>Thread: any.
 */
public final class RtpTimestamp {

    private RtpTimestamp() {}

    /**
     * The extended timestamp nearest to a reference that ends in these 32 bits.
     *
     * @param reference an extended timestamp close to the wanted one, e.g. the last of the stream
     * @param rtpTimestamp the 32 bits on the wire; higher bits are ignored
     * @return may be negative right after a stream's start, when a packet from before it arrives
     */
    public static long extend(long reference, long rtpTimestamp) {
        return reference + distance(reference, rtpTimestamp);
    }

    /** How far {@code to} lies after {@code from} by the shorter way round, of 32 bits each. */
    public static int distance(long from, long to) {
        return (int) (to - from);
    }
}
