package io.ringway.server.call;

/**
 * What a call has sent.
 *
 * @param packets packets given to the leg
 * @param refused those of them the leg would not take
 * @param bytes Opus payload
 * @param samples48k duration of the packets
 * @param meanLateMs by how much they left after their time
 * @param worstLateMs the latest of them
 */
public record SendProgress(
        long packets,
        long refused,
        long bytes,
        long samples48k,
        double meanLateMs,
        double worstLateMs) {

    static final SendProgress NONE = new SendProgress(0, 0, 0, 0, 0, 0);

    public double seconds() {
        return samples48k / 48_000.0;
    }
}
