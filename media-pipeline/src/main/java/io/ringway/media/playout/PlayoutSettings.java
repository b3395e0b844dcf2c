package io.ringway.media.playout;

/**
 * Bounds of a {@link PlayoutBuffer}.
 *
 * @param minDelayMs least delay aimed at, 0 to 1,000
 * @param maxDelayMs largest delay aimed at, at least the least and 20, at most 2,000; what waits
 *     longer than that and 200 ms is dropped
 * @param startDelayMs delay aimed at before anything is known, 0 to the largest
 * @param capacityPackets packets that may wait, 16 to 1,024; of more, the oldest is dropped
 * @param idleMs after so long without packets the stream has nothing to say until the next one, 200
 *     to 60,000
 */
public record PlayoutSettings(
        int minDelayMs, int maxDelayMs, int startDelayMs, int capacityPackets, int idleMs) {

    /** 0 to 1,000 ms, beginning with 60; 200 packets; idle after two seconds. */
    public static final PlayoutSettings DEFAULTS = new PlayoutSettings(0, 1_000, 60, 200, 2_000);

    public PlayoutSettings {
        require(
                minDelayMs >= 0 && minDelayMs <= 1_000,
                "least playout delay must be 0 to 1000 ms, got " + minDelayMs);
        require(
                maxDelayMs >= Math.max(20, minDelayMs) && maxDelayMs <= 2_000,
                "largest playout delay must be "
                        + Math.max(20, minDelayMs)
                        + " to 2000 ms, got "
                        + maxDelayMs);
        require(
                startDelayMs >= 0 && startDelayMs <= maxDelayMs,
                "first playout delay must be 0 to " + maxDelayMs + " ms, got " + startDelayMs);
        require(
                capacityPackets >= 16 && capacityPackets <= 1_024,
                "playout capacity must be 16 to 1024 packets, got " + capacityPackets);
        require(
                idleMs >= 200 && idleMs <= 60_000,
                "playout idle time must be 200 to 60000 ms, got " + idleMs);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
