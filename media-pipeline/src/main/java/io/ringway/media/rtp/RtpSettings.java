package io.ringway.media.rtp;

/**
 * When a jump of sequence numbers counts as loss, as reordering, or as a restart (RFC 3550 A.1).
 *
 * @param maxDropout packets a stream may skip and still be the same stream, 1 to 32767
 * @param maxMisorder packets one may arrive late by and still belong, 1 to 32767
 */
public record RtpSettings(int maxDropout, int maxMisorder) {

    /** The values RFC 3550 suggests. */
    public static final RtpSettings DEFAULTS = new RtpSettings(3_000, 100);

    public RtpSettings {
        requireRange("max-dropout", maxDropout);
        requireRange("max-misorder", maxMisorder);
    }

    private static void requireRange(String name, int value) {
        if (value < 1 || value > 32_767) {
            throw new IllegalArgumentException(name + " must be 1 to 32767 packets, got " + value);
        }
    }
}
