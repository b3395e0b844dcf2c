package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class G722Test {

    private static final int FILTER_DELAY = 22;

    @Test
    void shouldCarryAVoiceWithLittleNoise() {
        short[] voice = TestSound.voice(16_000, 1, 3, 2);
        check(voice, 20, 18);
    }

    @Test
    void shouldCarrySpeechWithLittleNoise() throws IOException {
        short[] spoken = spoken16k();
        check(spoken, 16, 14);
    }

    /** Above 4 kHz there are two bits a sample: less accurate, but there. */
    @ParameterizedTest
    @ValueSource(ints = {300, 1_000, 3_000, 5_000, 6_500})
    void shouldKeepATonesLevelInBothBands(int hz) {
        short[] tone = new short[16_000];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) (10_000 * Math.sin(2 * Math.PI * hz * i / 16_000));
        }
        short[] got = codec(tone);
        double decibel = 10 * Math.log10(TestSound.energy(got) / TestSound.energy(tone));
        assertEquals(0, decibel, 0.5, hz + " Hz");
        double correlation = TestSound.correlation(tone, got, FILTER_DELAY + 2);
        assertTrue(correlation > (hz < 4_000 ? 0.995 : 0.9), hz + " Hz: " + correlation);
    }

    @Test
    void shouldBeginAnewFromTheKnownState() {
        short[] voice = TestSound.voice(16_000, 1, 0.5, 2);
        try (G722Encoder encoder = new G722Encoder(16_000, 1);
                G722Decoder decoder = new G722Decoder(16_000, 1)) {
            short[] first = WaveformPackets.through(encoder, decoder, voice, 20);
            encoder.reset();
            decoder.reset();
            assertArrayEquals(first, WaveformPackets.through(encoder, decoder, voice, 20));
        }
    }

    @Test
    void shouldEncodeAsSpandspDoesBitByBit() {
        SpandspG722 spandsp = SpandspG722.orSkip();
        for (short[] sound : sounds()) {
            assertArrayEquals(spandsp.encode(sound), encode(sound));
        }
    }

    @Test
    void shouldDecodeAsSpandspDoesSampleBySample() {
        SpandspG722 spandsp = SpandspG722.orSkip();
        for (short[] sound : sounds()) {
            byte[] octets = encode(sound);
            assertArrayEquals(spandsp.decode(octets), decode(octets));
        }
    }

    @Test
    void shouldDecodeWhatNoEncoderSendsAsSpandspDoes() {
        SpandspG722 spandsp = SpandspG722.orSkip();
        byte[] noise = new byte[32_000];
        new Random(3).nextBytes(noise);
        short[] theirs = spandsp.decode(noise);
        short[] ours = decode(noise);
        int compared = 0;
        for (int i = 0; i < ours.length; i++) {
            // Where we clip, their output wraps round.
            if (ours[i] != Short.MIN_VALUE && ours[i] != Short.MAX_VALUE) {
                assertEquals(theirs[i], ours[i], "sample " + i);
                compared++;
            }
        }
        assertTrue(compared > ours.length / 2, "only " + compared + " samples");
    }

    private static void check(short[] pcm, double minSnr, double minSegmentalSnr) {
        short[] got = codec(pcm);
        double snr = WaveformPackets.snr(pcm, got, FILTER_DELAY, 0, got.length - FILTER_DELAY);
        double segmental = WaveformPackets.segmentalSnr(pcm, got, FILTER_DELAY, 16_000);
        String figures = "SNR " + snr + " dB, segmental " + segmental + " dB";
        System.out.println("G.722 " + figures);
        assertTrue(snr > minSnr && segmental > minSegmentalSnr, figures);
    }

    private static short[][] sounds() {
        short[] noise = new short[16_000];
        Random random = new Random(4);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) Math.clamp(4_000 * random.nextGaussian(), -14_000, 14_000);
        }
        return new short[][] {
            TestSound.voice(16_000, 1, 3, 2),
            noise,
            new short[3_200],
            TestSound.voice(16_000, 1, 1, 5)
        };
    }

    private static short[] codec(short[] pcm) {
        try (G722Encoder encoder = new G722Encoder(16_000, 1);
                G722Decoder decoder = new G722Decoder(16_000, 1)) {
            return WaveformPackets.through(encoder, decoder, pcm, 20);
        }
    }

    private static byte[] encode(short[] pcm) {
        byte[] octets = new byte[pcm.length / 2];
        byte[] part = new byte[160];
        short[] frame = new short[320];
        G722Encoder encoder = new G722Encoder(16_000, 1);
        for (int at = 0; at < pcm.length; at += 320) {
            System.arraycopy(pcm, at, frame, 0, 320);
            encoder.compress(frame, 320, part);
            System.arraycopy(part, 0, octets, at / 2, 160);
        }
        return octets;
    }

    private static short[] decode(byte[] octets) {
        short[] pcm = new short[octets.length * 2];
        byte[] part = new byte[160];
        short[] frame = new short[320];
        G722Decoder decoder = new G722Decoder(16_000, 1);
        for (int at = 0; at < octets.length; at += 160) {
            System.arraycopy(octets, at, part, 0, 160);
            decoder.expand(part, 160, frame);
            System.arraycopy(frame, 0, pcm, at * 2, 320);
        }
        return pcm;
    }

    private static short[] spoken16k() throws IOException {
        short[] spoken = TestSound.spoken48k();
        short[] pcm = new short[spoken.length / 3 + 1];
        new Resampler(48_000, 16_000, 1).process(spoken, 0, spoken.length, pcm, 0);
        return pcm;
    }
}
