package io.ringway.media.recording;

/**
 * Limits of recording.
 *
 * @param threads recorder threads, 1 to 64
 * @param queuePackets packets of one recording that may wait, 10 to 100,000
 * @param queueBytes bytes all recordings of a thread may have waiting; a power of two, 64 KiB to 1
 *     GiB
 * @param pageMs longest stretch of audio on a page and longest wait before it is written, 20 to
 *     1,000
 * @param maxGapMs longest gap that is filled in, 0 to 86,400,000; longer ones are left out
 */
public record RecordingSettings(
        int threads, int queuePackets, int queueBytes, int pageMs, int maxGapMs) {

    public RecordingSettings {
        inRange("threads", threads, 1, 64);
        inRange("queue-packets", queuePackets, 10, 100_000);
        inRange("queue-bytes", queueBytes, 1 << 16, 1 << 30);
        inRange("page-ms", pageMs, 20, 1_000);
        inRange("max-gap-ms", maxGapMs, 0, 86_400_000);
        if (Integer.bitCount(queueBytes) != 1) {
            throw new IllegalArgumentException(
                    "recording queue-bytes must be a power of two, got " + queueBytes);
        }
    }

    /** One thread, 2,000 packets, half a second a page, gaps of up to ten minutes. */
    public static RecordingSettings defaults() {
        return new RecordingSettings(1, 2_000, 1 << 24, 500, 600_000);
    }

    /** The same with another bound on the packets of one recording that may wait. */
    public RecordingSettings withQueuePackets(int packets) {
        return new RecordingSettings(threads, packets, queueBytes, pageMs, maxGapMs);
    }

    private static void inRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "recording " + name + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
