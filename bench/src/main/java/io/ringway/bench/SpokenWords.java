package io.ringway.bench;

import io.ringway.media.codec.Resampler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recorded speech without end: the WAV files of a folder one after the other, over and over.
 *
 * <p>The folder is {@code speech} below {@code $RINGWAY_VECTORS}, or below {@code
 * ../shared/vectors}.
 */
final class SpokenWords {

    private final short[] pcm;
    private int next;

    SpokenWords(int rateHz) {
        String vectors = System.getenv().getOrDefault("RINGWAY_VECTORS", "../shared/vectors");
        pcm = read(Path.of(vectors, "speech"), rateHz);
    }

    /** The next sample. */
    short next() {
        next = (next + 1) % pcm.length;
        return pcm[next];
    }

    private static short[] read(Path folder, int rateHz) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> wavs = all.filter(f -> f.toString().endsWith(".wav")).sorted().toList();
            short[] words = new short[0];
            for (Path wav : wavs) {
                short[] more = resampled(Files.readAllBytes(wav), rateHz);
                words = Arrays.copyOf(words, words.length + more.length);
                System.arraycopy(more, 0, words, words.length - more.length, more.length);
            }
            return words;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no speech to measure with in " + folder + "; set RINGWAY_VECTORS", e);
        }
    }

    /** A mono file with the usual 44 bytes of header, or with other chunks before its samples. */
    private static short[] resampled(byte[] file, int rateHz) {
        ByteBuffer wav = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = 12;
        while (wav.getInt(at) != 0x61746164) { // "data"
            at += 8 + wav.getInt(at + 4);
        }
        short[] in = new short[Math.min(wav.getInt(at + 4), wav.capacity() - at - 8) / 2];
        wav.position(at + 8).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(in);
        Resampler resampler = new Resampler(wav.getInt(24), rateHz, 1);
        short[] out = new short[resampler.outputLength(in.length)];
        int written = 0;
        for (int from = 0; from < in.length; from += 480) {
            int count = Math.min(480, in.length - from);
            written += resampler.process(in, from, count, out, written);
        }
        return Arrays.copyOf(out, written);
    }
}
