package io.ringway.media.codec;

import java.nio.ByteOrder;
import java.util.Objects;
import org.agrona.MutableDirectBuffer;
import org.agrona.UnsafeApi;

/** Samples as the bytes that decoders deliver: 16 bits each, the low byte first. */
final class LittleEndianPcm {

    private static final int BYTES_PER_SAMPLE = 2;
    private static final boolean AS_THEY_LIE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final long FIRST_SAMPLE = UnsafeApi.arrayBaseOffset(short[].class);

    private LittleEndianPcm() {}

    /**
     * Copies samples as one block, where the machine has them in that order.
     *
     * @param pcm taken from its beginning
     * @throws IndexOutOfBoundsException when there are fewer, or less room
     */
    static void write(short[] pcm, int samples, MutableDirectBuffer out, int offset) {
        Objects.checkFromIndexSize(0, samples, pcm.length);
        int bytes = samples * BYTES_PER_SAMPLE;
        out.boundsCheck(offset, bytes);
        if (AS_THEY_LIE) {
            long to = out.addressOffset() + offset;
            UnsafeApi.copyMemory(pcm, FIRST_SAMPLE, out.byteArray(), to, bytes);
            return;
        }
        for (int i = 0; i < samples; i++) {
            out.putShort(offset + BYTES_PER_SAMPLE * i, pcm[i], ByteOrder.LITTLE_ENDIAN);
        }
    }
}
