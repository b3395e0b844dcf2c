package io.ringway.media.codec.silk;

import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/** How what was decoded at 16 kHz is delivered. */
sealed interface PcmOutput permits DelayedOutput, HalvedOutput {

    /**
     * Converts a frame.
     *
     * @param samples how many, at 16 kHz: 160 or 320
     * @return how many came of them
     */
    int convert(short[] in, int from, int samples, Workspace work);

    void reset();

    /** Writes samples, low byte first, four at a time. */
    static void write(short[] pcm, int samples, MutableDirectBuffer out, int offset) {
        int i = 0;
        for (; i + 4 <= samples; i += 4) {
            long four =
                    (pcm[i] & 0xFFFFL)
                            | (pcm[i + 1] & 0xFFFFL) << 16
                            | (pcm[i + 2] & 0xFFFFL) << 32
                            | (long) pcm[i + 3] << 48;
            out.putLong(offset + 2 * i, four, ByteOrder.LITTLE_ENDIAN);
        }
        for (; i < samples; i++) {
            out.putShort(offset + 2 * i, pcm[i], ByteOrder.LITTLE_ENDIAN);
        }
    }
}
