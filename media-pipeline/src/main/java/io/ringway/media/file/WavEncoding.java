package io.ringway.media.file;

import io.ringway.media.codec.G711;
import java.nio.ByteBuffer;

/** How a WAV file states samples, by the format tags Microsoft registered. */
enum WavEncoding {
    PCM_16(1, 2),
    A_LAW(6, 1),
    MU_LAW(7, 1);

    private final int tag;
    private final int sampleBytes;

    WavEncoding(int tag, int sampleBytes) {
        this.tag = tag;
        this.sampleBytes = sampleBytes;
    }

    int sampleBytes() {
        return sampleBytes;
    }

    boolean is(int formatTag, int bits) {
        return tag == formatTag && bits == 8 * sampleBytes;
    }

    /**
     * Decodes samples.
     *
     * @param bytes little-endian, from its position on
     */
    void decode(ByteBuffer bytes, int samples, short[] pcm, int at) {
        switch (this) {
            case PCM_16 -> bytes.asShortBuffer().get(pcm, at, samples);
            case A_LAW -> expand(G711.A_LAW, bytes, samples, pcm, at);
            case MU_LAW -> expand(G711.MU_LAW, bytes, samples, pcm, at);
        }
    }

    private static void expand(G711 law, ByteBuffer bytes, int samples, short[] pcm, int at) {
        for (int i = 0; i < samples; i++) {
            pcm[at + i] = law.decode(bytes.get());
        }
    }
}
