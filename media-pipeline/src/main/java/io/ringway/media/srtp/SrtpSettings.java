package io.ringway.media.srtp;

/**
 * Limits and choices of SRTP.
 *
 * @param provider who computes
 * @param replayWindowPackets how far behind the newest an index may be, 128 to 32768 (RFC 3711
 *     §3.3.2 demands 64)
 * @param maxSsrcs sources a leg may have in one direction, SRTP and SRTCP each, 1 to 1024
 * @param maxPacketBytes longest packet handled, 128 to 65535
 */
public record SrtpSettings(
        CryptoProvider provider, int replayWindowPackets, int maxSsrcs, int maxPacketBytes) {

    /** Fits calls; 512 packets are ten seconds of audio and half a second of video. */
    public static final SrtpSettings DEFAULTS =
            new SrtpSettings(CryptoProvider.AUTO, 512, 64, 2_048);

    public SrtpSettings {
        requireRange("replay-window-packets", replayWindowPackets, 128, 32_768);
        requireRange("max-ssrcs", maxSsrcs, 1, 1_024);
        requireRange("max-packet-bytes", maxPacketBytes, 128, 65_535);
    }

    private static void requireRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
