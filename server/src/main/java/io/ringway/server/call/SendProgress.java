package io.ringway.server.call;

/**
 * What a call has sent.
 *
 * @param packets packets given to the leg
 * @param refused those of them the leg would not take
 * @param bytes Opus payload
 * @param samples48k duration of what was played, dropped packets included
 * @param meanLateMs by how much they left after their time
 * @param worstLateMs the latest of them
 * @param impaired what was done to packets on purpose
 */
public record SendProgress(
        long packets,
        long refused,
        long bytes,
        long samples48k,
        double meanLateMs,
        double worstLateMs,
        ImpairedPackets impaired) {

    static final SendProgress NONE = new SendProgress(0, 0, 0, 0, 0, 0, ImpairedPackets.NONE);

    /** After more of the audio has been played. */
    SendProgress played(long newSamples48k, ImpairedPackets newImpaired) {
        return new SendProgress(
                packets, refused, bytes, newSamples48k, meanLateMs, worstLateMs, newImpaired);
    }

    /** After one more packet has left. */
    SendProgress sent(int packetBytes, boolean taken, double lateMs, ImpairedPackets newImpaired) {
        return new SendProgress(
                packets + 1,
                refused + (taken ? 0 : 1),
                bytes + packetBytes,
                samples48k,
                meanLateMs + (lateMs - meanLateMs) / (packets + 1),
                Math.max(worstLateMs, lateMs),
                newImpaired);
    }

    public double seconds() {
        return samples48k / 48_000.0;
    }
}
