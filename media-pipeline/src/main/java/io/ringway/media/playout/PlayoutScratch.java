package io.ringway.media.playout;

import io.ringway.media.memory.NativeMemory;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Working memory of {@link PlayoutBuffer}s, of which nothing lasts from one call to the next: one
 * is enough for all buffers of a thread.
 */
public final class PlayoutScratch implements AutoCloseable {

    /** 120 ms of 48 kHz stereo. */
    static final int MAX_SAMPLES = 5_760;

    private static final int PCM_BYTES = MAX_SAMPLES * 2 * 2;

    /** 50 ms at the rate of the pitch search. */
    private static final int COARSE_SAMPLES = 200;

    private final UnsafeBuffer decoded =
            new UnsafeBuffer(NativeMemory.allocate(PCM_BYTES), PCM_BYTES);
    private final float[] coarse = new float[COARSE_SAMPLES];
    private final short[] continuation = new short[48 * 30 * 2];

    /** Where decoders write, off the heap. */
    UnsafeBuffer decoded() {
        return decoded;
    }

    /** A decimated signal. */
    float[] coarse() {
        return coarse;
    }

    /** What would follow the history: 30 ms of 48 kHz stereo. */
    short[] continuation() {
        return continuation;
    }

    @Override
    public void close() {
        if (decoded.capacity() > 0) {
            long address = decoded.addressOffset();
            decoded.wrap(0, 0);
            NativeMemory.free(address);
        }
    }
}
