package io.ringway.media.codec;

import io.ringway.media.Vectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Sound to encode, and measures of how alike two sounds are. */
final class TestSound {

    private TestSound() {}

    /** Voice-like: harmonics of a gliding pitch under a syllable's envelope, with some breath. */
    static short[] voice(int rateHz, int channels, double seconds, long seed) {
        Random random = new Random(seed);
        int samples = (int) (rateHz * seconds);
        short[] pcm = new short[samples * channels];
        double phase = 0;
        for (int i = 0; i < samples; i++) {
            double t = (double) i / rateHz;
            phase += 2 * Math.PI * (130 + 40 * Math.sin(2 * Math.PI * 0.7 * t)) / rateHz;
            double value = 0;
            for (int harmonic = 1; harmonic <= 20; harmonic++) {
                value += Math.sin(harmonic * phase) / harmonic;
            }
            double envelope = 0.55 + 0.45 * Math.sin(2 * Math.PI * 3 * t);
            double sample = envelope * 5_000 * value + 80 * random.nextGaussian();
            for (int channel = 0; channel < channels; channel++) {
                double gain = channel == 0 ? 1 : 0.6;
                pcm[i * channels + channel] = (short) Math.clamp(sample * gain, -32_000, 32_000);
            }
        }
        return pcm;
    }

    /** Seconds of a 48 kHz word, mono; skips the test when the vectors are not there. */
    static short[] spoken48k() throws IOException {
        Path wav = Vectors.dir("speech").resolve("Front_Center.wav");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        int at = 12;
        while (bytes.getInt(at) != 0x61746164) { // "data"
            at += 8 + bytes.getInt(at + 4);
        }
        int length = Math.min(bytes.getInt(at + 4), bytes.capacity() - at - 8);
        short[] pcm = new short[length / 2];
        bytes.position(at + 8).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
        return pcm;
    }

    static UnsafeBuffer offHeap(int bytes) {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
    }

    static UnsafeBuffer offHeap(byte[] bytes) {
        UnsafeBuffer buffer = offHeap(Math.max(1, bytes.length));
        buffer.putBytes(0, bytes);
        return buffer;
    }

    static void write(short[] pcm, int from, int count, UnsafeBuffer to, int offset) {
        for (int i = 0; i < count; i++) {
            to.putShort(offset + 2 * i, pcm[from + i], ByteOrder.LITTLE_ENDIAN);
        }
    }

    static short[] read(UnsafeBuffer from, int offset, int count) {
        short[] pcm = new short[count];
        for (int i = 0; i < count; i++) {
            pcm[i] = from.getShort(offset + 2 * i, ByteOrder.LITTLE_ENDIAN);
        }
        return pcm;
    }

    static double energy(short[] pcm) {
        double sum = 0;
        for (short sample : pcm) {
            sum += (double) sample * sample;
        }
        return pcm.length == 0 ? 0 : sum / pcm.length;
    }

    /** Normalized correlation at the best lag of b behind a, of 0 to maxLag. */
    static double correlation(short[] a, short[] b, int maxLag) {
        double best = -1;
        for (int lag = 0; lag <= maxLag; lag++) {
            double ab = 0;
            double aa = 1e-9;
            double bb = 1e-9;
            for (int i = 0; i + lag < Math.min(a.length, b.length); i++) {
                ab += (double) a[i] * b[i + lag];
                aa += (double) a[i] * a[i];
                bb += (double) b[i + lag] * b[i + lag];
            }
            best = Math.max(best, ab / Math.sqrt(aa * bb));
        }
        return best;
    }
}
