package io.ringway.media.playback;

import io.ringway.media.codec.OpusDecoder;
import io.ringway.media.memory.NativeMemory;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decodes the Opus packets of a playback queue. A packet the decoder refuses is heard as silence of
 * its length.
 *
 * <p>Thread: the owner's; nothing is allocated once built, with libopus.
 */
final class OpusInput implements AutoCloseable {

    private static final int BYTES_PER_SAMPLE = 2;

    private final OpusDecoder decoder;
    private final UnsafeBuffer packet = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer pcm = new UnsafeBuffer(0, 0);
    private final int maxSamples;
    private long memory;

    /**
     * @param decoder mono, at the queue's rate; closed with this
     */
    OpusInput(OpusDecoder decoder) {
        this.decoder = decoder;
        this.maxSamples = maxSamples(decoder.rateHz());
        int pcmBytes = maxSamples * BYTES_PER_SAMPLE;
        memory = NativeMemory.allocate(pcmBytes + PlaybackItem.Opus.MAX_BYTES);
        pcm.wrap(memory, pcmBytes);
        packet.wrap(memory + pcmBytes, PlaybackItem.Opus.MAX_BYTES);
    }

    /** Most samples one packet can be: 120 ms. */
    static int maxSamples(int rateHz) {
        return rateHz / 1_000 * 120;
    }

    void decode(PlaybackItem.Opus item, SampleFifo out) {
        packet.putBytes(0, item.packet());
        int length = item.packet().length;
        int expected = (int) (item.ticks() * decoder.rateHz() / PlaybackItem.TICKS_HZ);
        int decoded = decoder.decode(packet, 0, length, pcm, 0, maxSamples);
        if (decoded != expected) {
            pcm.setMemory(0, expected * BYTES_PER_SAMPLE, (byte) 0);
        }
        short[] buffer = out.buffer(expected);
        for (int i = 0; i < expected; i++) {
            buffer[out.tail() + i] = pcm.getShort(BYTES_PER_SAMPLE * i, ByteOrder.nativeOrder());
        }
        out.appended(expected);
    }

    void reset() {
        decoder.reset();
    }

    @Override
    public void close() {
        if (memory != 0) {
            decoder.close();
            packet.wrap(0, 0);
            pcm.wrap(0, 0);
            NativeMemory.free(memory);
            memory = 0;
        }
    }
}
