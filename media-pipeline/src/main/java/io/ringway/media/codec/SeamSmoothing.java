package io.ringway.media.codec;

import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/**
 * Takes the step out of the seam where another decoder goes on with a stream: what the two differ
 * by at the last sample before it is added to what follows, less and less.
 */
final class SeamSmoothing {

    private static final int BYTES_PER_SAMPLE = 2;

    private SeamSmoothing() {}

    /**
     * @param step what was heard last, less what the decoder that goes on would have made of it
     * @param pcm one channel, which goes on at {@code offset}
     * @param samples how many of it are changed
     */
    static void smooth(int step, MutableDirectBuffer pcm, int offset, int samples) {
        for (int i = 0; i < samples; i++) {
            int at = offset + BYTES_PER_SAMPLE * i;
            int rest = step * (samples - i) / (samples + 1);
            int value = pcm.getShort(at, ByteOrder.LITTLE_ENDIAN) + rest;
            short clipped = (short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
            pcm.putShort(at, clipped, ByteOrder.LITTLE_ENDIAN);
        }
    }
}
