package io.ringway.media.voice;

import io.ringway.media.Vectors;
import io.ringway.media.codec.Resampler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** All sentences of the speech set one after the other, with a second and a half between them. */
public final class SpokenSet {

    private static final double PAUSE_SECONDS = 1.5;
    private static final int WAV_RATE_AT = 24;

    private SpokenSet() {}

    /** The set at a rate, after a pause; skips the test when the vectors are not there. */
    public static short[] at(int rateHz) throws IOException {
        int pause = (int) (PAUSE_SECONDS * rateHz);
        List<short[]> sentences = sentences(rateHz);
        int length = sentences.stream().mapToInt(sentence -> sentence.length + pause).sum();
        short[] all = new short[length + pause];
        int at = pause;
        for (short[] sentence : sentences) {
            System.arraycopy(sentence, 0, all, at, sentence.length);
            at += sentence.length + pause;
        }
        return all;
    }

    /** Each sentence at a rate. */
    public static List<short[]> sentences(int rateHz) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Vectors.dir("speech"))) {
            files = all.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
        }
        List<short[]> sentences = new ArrayList<>();
        for (Path file : files) {
            sentences.add(read(file, rateHz));
        }
        return sentences;
    }

    private static short[] read(Path file, int rateHz) throws IOException {
        ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int at = 12;
        while (wav.getInt(at) != 0x61746164) { // "data"
            at += 8 + wav.getInt(at + 4);
        }
        short[] pcm = new short[Math.min(wav.getInt(at + 4), wav.capacity() - at - 8) / 2];
        wav.position(at + 8).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
        return resampled(pcm, wav.getInt(WAV_RATE_AT), rateHz);
    }

    private static short[] resampled(short[] pcm, int fromHz, int toHz) {
        Resampler resampler = new Resampler(fromHz, toHz, 1);
        short[] out = new short[resampler.outputLength(pcm.length)];
        int written = 0;
        for (int at = 0; at < pcm.length; at += fromHz / 100) {
            int count = Math.min(fromHz / 100, pcm.length - at);
            written += resampler.process(pcm, at, count, out, written);
        }
        return Arrays.copyOf(out, written);
    }
}
