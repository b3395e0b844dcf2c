package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Vectors;
import io.ringway.media.codec.ChangingEncoder.Coding;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How streams that change their coding sound where another decoder takes them over. */
@Timeout(120)
class DecoderSwitchTest {

    /** Full scale is 32,768; a step smaller by 40 dB is not heard in speech. */
    private static final int CLICK = 300;

    private static final int QUIET = 300;

    private final CounterBlock counters = new Counters().shared();

    @ParameterizedTest
    @CsvSource({
        "HYBRID, MUSIC, 16000",
        "HYBRID, MUSIC, 8000",
        "SILK, MUSIC, 16000",
        "SILK, MUSIC, 8000",
        "SILK, NARROW, 16000",
        "SILK, NARROW, 8000",
        "HYBRID, STEREO, 16000",
        "HYBRID, STEREO, 8000"
    })
    void shouldSoundAsOneDecoderWould(Coding speech, Coding other, int rateHz) throws IOException {
        OpusCodecsTest.library(OpusCodecs.Provider.LIBOPUS);
        OpusStream stream = changing(speech, other, 0);
        for (int lossEvery : new int[] {0, 9}) {
            short[] whole = new Listener(new LibopusDecoder(rateHz, 1)).hear(stream, lossEvery);
            Listener listener = new Listener(decoder(OpusCodecs.Provider.LIBOPUS, rateHz));
            short[] ours = listener.hear(stream, lossEvery);
            String what = speech + " and " + other + " at " + rateHz + " loss " + lossEvery;
            assertTrue(listener.seams.size() >= 6, listener.seams + " " + what);
            listener.assertNoClicks(whole, ours, what);
            double alike = likenessDb(whole, ours, 0, whole.length);
            System.out.printf("%s: %.1f dB, at %s%n", what, alike, listener.seams);
            // What is made up for a loss is partly noise, which differs from decoder to decoder.
            assertTrue(alike > (lossEvery == 0 ? 50 : 15), what + ": " + alike + " dB");
        }
    }

    @ParameterizedTest
    @CsvSource({"16000", "8000"})
    void shouldRestoreAsOneDecoderWould(int rateHz) throws IOException {
        OpusCodecsTest.library(OpusCodecs.Provider.LIBOPUS);
        OpusStream stream = changing(Coding.SILK, Coding.MUSIC, 25);
        short[] whole = new Listener(new LibopusDecoder(rateHz, 1)).hear(stream, 4);
        Listener listener = new Listener(decoder(OpusCodecs.Provider.LIBOPUS, rateHz));
        short[] ours = listener.hear(stream, 4);
        assertTrue(listener.restored > 100, listener.restored + " restored");
        listener.assertNoClicks(whole, ours, "restored at " + rateHz);
        double alike = likenessDb(whole, ours, 0, whole.length);
        System.out.printf("restored at %d: %.1f dB%n", rateHz, alike);
        assertTrue(alike > 15, alike + " dB");
    }

    /** Concentus comes a little later than SILK alone, so that windows with a seam hold both. */
    @ParameterizedTest
    @CsvSource({"16000", "8000"})
    void shouldSoundAlikeWithConcentus(int rateHz) throws IOException {
        OpusCodecsTest.library(OpusCodecs.Provider.LIBOPUS);
        OpusStream stream = changing(Coding.HYBRID, Coding.MUSIC, 0);
        short[] whole = new Listener(new LibopusDecoder(rateHz, 1)).hear(stream, 0);
        Listener listener = new Listener(decoder(OpusCodecs.Provider.CONCENTUS, rateHz));
        short[] ours = listener.hear(stream, 0);
        assertTrue(listener.seams.size() >= 6, "" + listener.seams);
        listener.assertNoClicks(whole, ours, "Concentus at " + rateHz);
        short[] alone = new Listener(new ConcentusDecoder(rateHz, 1)).hear(stream, 0);
        int window = rateHz / 4;
        int compared = 0;
        for (int at = 0; at + window < whole.length; at += window) {
            short[] meant = Arrays.copyOfRange(whole, at, at + window);
            if (TestSound.energy(meant) > QUIET * QUIET && !listener.hasSeam(at, at + window)) {
                double alike = correlation(meant, ours, at, rateHz);
                double library = correlation(meant, alone, at, rateHz);
                assertTrue(alike > library - 0.02, alike + " for " + library + " at " + at);
                compared++;
            }
        }
        assertTrue(compared > 60, compared + " windows");
    }

    @ParameterizedTest
    @CsvSource({
        "02, 16000",
        "02, 8000",
        "04, 16000",
        "05, 16000",
        "06, 16000",
        "12, 8000",
        "12, 16000"
    })
    void shouldSoundAsLibopusOnVectors(String vector, int rateHz) throws IOException {
        OpusCodecsTest.library(OpusCodecs.Provider.LIBOPUS);
        OpusStream stream = vector(Vectors.dir("opus").resolve("testvector" + vector + ".bit"));
        short[] whole = new Listener(new LibopusDecoder(rateHz, 1)).hear(stream, 0);
        Listener listener = new Listener(decoder(OpusCodecs.Provider.LIBOPUS, rateHz));
        short[] ours = listener.hear(stream, 0);
        double alike = likenessDb(whole, ours, 0, whole.length);
        System.out.printf(
                "testvector%s at %d: %.1f dB, %d seams%n",
                vector, rateHz, alike, listener.seams.size());
        listener.assertNoClicks(whole, ours, "testvector" + vector);
        assertTrue(alike > 35, alike + " dB");
    }

    /**
     * Each stretch of the other coding is longer than the one before it, and so is what follows.
     */
    private static OpusStream changing(Coding speech, Coding other, int lossPercent)
            throws IOException {
        // An encoder narrows its SILK layer within 5 s only.
        int least = other == Coding.NARROW ? 400 : 9;
        short[] spoken = TestSound.spoken48k();
        try (ChangingEncoder encoder = new ChangingEncoder(spoken, lossPercent)) {
            for (int i = 0; i < 3; i++) {
                encoder.encode(speech, (107 << i) + least + 4).encode(other, least + 4 * i);
            }
            return encoder.encode(speech, 450 + least).stream();
        }
    }

    private static OpusStream vector(Path file) throws IOException {
        OpusStream stream = new OpusStream(new ArrayList<>(), new ArrayList<>());
        ByteBuffer bits = ByteBuffer.wrap(Files.readAllBytes(file));
        while (bits.hasRemaining()) {
            byte[] packet = new byte[bits.getInt()];
            bits.getInt();
            bits.get(packet);
            stream.packets().add(packet);
            UnsafeBuffer in = new UnsafeBuffer(packet);
            stream.samples48k().add(OpusPacket.samples48k(in, 0, packet.length));
        }
        return stream;
    }

    private static double correlation(short[] meant, short[] heard, int at, int rateHz) {
        short[] window = Arrays.copyOfRange(heard, at, at + meant.length);
        return TestSound.correlation(meant, window, rateHz / 100);
    }

    /** What was meant over what was changed. */
    private static double likenessDb(short[] meant, short[] heard, int from, int to) {
        double signal = 1;
        double noise = 1;
        for (int i = from; i < Math.min(to, meant.length); i++) {
            signal += (double) meant[i] * meant[i];
            noise += Math.pow(meant[i] - heard[i], 2);
        }
        return 10 * Math.log10(signal / noise);
    }

    private SpeechFirstDecoder decoder(OpusCodecs.Provider provider, int rateHz) {
        return new SpeechFirstDecoder(
                rateHz, () -> OpusCodecsTest.library(provider).decoder(rateHz, 1), counters);
    }

    /** Hears a whole stream with a decoder, which it then closes. */
    private static final class Listener {

        private final OpusDecoder decoder;
        private final int rateHz;

        /** Samples at which another decoder took over. */
        private final List<Integer> seams = new ArrayList<>();

        private int restored;

        Listener(OpusDecoder decoder) {
            this.decoder = decoder;
            this.rateHz = decoder.rateHz();
        }

        short[] hear(OpusStream stream, int lossEvery) {
            int ratio = OpusDecoder.CLOCK_HZ / rateHz;
            int all = stream.samples48k().stream().mapToInt(Integer::intValue).sum() / ratio;
            UnsafeBuffer pcm = TestSound.offHeap(2 * all);
            int at = 0;
            try (decoder) {
                for (int i = 0; i < stream.packets().size(); i++) {
                    boolean before = widened();
                    boolean lost = lossEvery > 0 && i % lossEvery == lossEvery - 1;
                    int samples = stream.samples48k().get(i) / ratio;
                    int got =
                            lost
                                    ? makeGood(stream, i, samples, pcm, at)
                                    : decode(stream.packets().get(i), samples, pcm, at);
                    assertEquals(samples, got, "packet " + i);
                    if (widened() != before) {
                        seams.add(at);
                    }
                    at += samples;
                }
            }
            return TestSound.read(pcm, 0, all);
        }

        boolean hasSeam(int from, int to) {
            return seams.stream().anyMatch(seam -> seam >= from && seam < to);
        }

        /** No step between neighbours from 5 ms before to 20 ms after a seam that was not meant. */
        void assertNoClicks(short[] meant, short[] heard, String what) {
            for (int seam : seams) {
                int step = largestStep(heard, seam) - largestStep(meant, seam);
                assertTrue(step <= CLICK, "a click of " + step + " at " + seam + ": " + what);
            }
        }

        private int decode(byte[] packet, int samples, UnsafeBuffer pcm, int at) {
            UnsafeBuffer in = TestSound.offHeap(packet);
            return decoder.decode(in, 0, packet.length, false, pcm, 2 * at, samples);
        }

        private int makeGood(OpusStream stream, int i, int samples, UnsafeBuffer pcm, int at) {
            byte[] next = stream.packets().get(Math.min(i + 1, stream.packets().size() - 1));
            UnsafeBuffer in = TestSound.offHeap(next);
            if (decoder.redundantTicks(in, 0, next.length) * rateHz / 48_000 != samples) {
                return decoder.conceal(samples, pcm, 2 * at);
            }
            restored++;
            return decoder.restore(in, 0, next.length, pcm, 2 * at, samples);
        }

        private boolean widened() {
            return decoder instanceof SpeechFirstDecoder ours && ours.isWidened();
        }

        private int largestStep(short[] pcm, int at) {
            int largest = 0;
            int to = Math.min(pcm.length, at + rateHz / 50);
            for (int i = Math.max(1, at - rateHz / 200); i < to; i++) {
                largest = Math.max(largest, Math.abs(pcm[i] - pcm[i - 1]));
            }
            return largest;
        }
    }
}
