package io.ringway.media.jitter;

/**
 * Bounds of a {@link JitterBuffer}.
 *
 * @param minGapWaitMs shortest time a gap stays open for a late packet, 0 to 1,000
 * @param maxGapWaitMs longest such time, at least the shortest and at most 2,000
 * @param windowPackets how far beyond the next packet due others may be held, and how far behind it
 *     late ones are told from duplicates; a power of two, 16 to 4,096
 * @param maxDropoutPackets a longer step forward is a restarted stream (RFC 3550 appendix A.1), at
 *     least the window and below 32,768
 * @param maxMisorderPackets a longer step back is a restarted stream, 1 to the window
 */
public record JitterSettings(
        int minGapWaitMs,
        int maxGapWaitMs,
        int windowPackets,
        int maxDropoutPackets,
        int maxMisorderPackets) {

    /** 20 to 200 ms; 128 packets are 2.5 s of the usual 20 ms frames. */
    public static final JitterSettings DEFAULTS = new JitterSettings(20, 200, 128, 3_000, 100);

    public JitterSettings {
        require(
                minGapWaitMs >= 0 && minGapWaitMs <= 1_000,
                "shortest gap wait must be 0 to 1000 ms, got " + minGapWaitMs);
        require(
                maxGapWaitMs >= minGapWaitMs && maxGapWaitMs <= 2_000,
                "longest gap wait must be " + minGapWaitMs + " to 2000 ms, got " + maxGapWaitMs);
        require(
                windowPackets >= 16
                        && windowPackets <= 4_096
                        && Integer.bitCount(windowPackets) == 1,
                "jitter window must be a power of two from 16 to 4096, got " + windowPackets);
        require(
                maxDropoutPackets >= windowPackets && maxDropoutPackets < 32_768,
                "dropout must be " + windowPackets + " to 32767 packets, got " + maxDropoutPackets);
        require(
                maxMisorderPackets >= 1 && maxMisorderPackets <= windowPackets,
                "misorder must be 1 to " + windowPackets + " packets, got " + maxMisorderPackets);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
