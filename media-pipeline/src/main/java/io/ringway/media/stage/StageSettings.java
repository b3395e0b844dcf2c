package io.ringway.media.stage;

/**
 * How much may be on its way between two stages on threads of their own.
 *
 * @param packetSlots packets, before and behind ordering; a power of two, 64 to 1,048,576. A slot
 *     holds an Ethernet frame
 * @param segmentSlots segments, between decoding and forwarding; a power of two, 64 to 65,536. A
 *     slot holds 120 ms of 48 kHz stereo: 23 KB, of which only what is used costs memory
 */
public record StageSettings(int packetSlots, int segmentSlots) {

    /** 2,048 packets and segments: what 500 calls send in 80 ms. */
    public static final StageSettings DEFAULTS = new StageSettings(2_048, 2_048);

    public StageSettings {
        require("stage packet slots", packetSlots, 1 << 20);
        require("stage segment slots", segmentSlots, 1 << 16);
    }

    private static void require(String name, int value, int max) {
        if (Integer.bitCount(value) != 1 || value < 64 || value > max) {
            throw new IllegalArgumentException(
                    name + " must be a power of two from 64 to " + max + ", got " + value);
        }
    }
}
