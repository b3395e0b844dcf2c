package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.OpusEncoderSettings.Application;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The same samples as libopus on streams without loss. */
@Timeout(60)
class SilkDecoderAgreementTest {

    /** Kinds of sound, of a second and a half each. */
    enum Sound {
        VOICE,
        CLIPPED_VOICE,
        LOUD_NOISE,
        FAINT_NOISE,
        TONE,
        BURSTS,
        SILENCE;

        short[] pcm(int rateHz) {
            Random random = new Random(ordinal());
            short[] pcm = TestSound.voice(rateHz, 1, 1.5, 4);
            for (int i = 0; i < pcm.length; i++) {
                double t = (double) i / rateHz;
                double value =
                        switch (this) {
                            case VOICE -> pcm[i];
                            case CLIPPED_VOICE -> 20.0 * pcm[i];
                            case LOUD_NOISE -> 15_000 * random.nextGaussian();
                            case FAINT_NOISE -> 5 * random.nextGaussian();
                            case TONE -> 30_000 * Math.sin(2 * Math.PI * 440 * t);
                            case BURSTS -> (i / (rateHz / 10)) % 3 == 0 ? 12.0 * pcm[i] : 0;
                            case SILENCE -> 0;
                        };
                pcm[i] = (short) Math.clamp(value, -32_768, 32_767);
            }
            return pcm;
        }
    }

    @ParameterizedTest
    @CsvSource({"12000, 20", "16000, 10", "16000, 20", "20000, 40", "24000, 60", "32000, 20"})
    void shouldDecodeWideBandSpeech(int bitrateBps, int ms) throws IOException {
        OpusStream stream = stream(SilkSpeech.spoken(16_000), settings(16_000, bitrateBps, 5), ms);
        agree(stream, OpusPacket.MODE_SILK);
    }

    @ParameterizedTest
    @CsvSource({"20000, 20", "24000, 10", "24000, 20", "32000, 20", "40000, 20"})
    void shouldDecodeHybridSpeech(int bitrateBps, int ms) throws IOException {
        OpusStream stream = stream(TestSound.spoken48k(), settings(48_000, bitrateBps, 5), ms);
        agree(stream, OpusPacket.MODE_HYBRID);
    }

    /** What the encoder makes CELT frames or narrower bands of is left out. */
    @ParameterizedTest
    @EnumSource(Sound.class)
    void shouldDecodeAnySound(Sound sound) {
        int decoded = 0;
        for (int complexity = 0; complexity <= 10; complexity += 5) {
            for (int bitrateBps : new int[] {14_000, 20_000, 28_000}) {
                for (int inputHz : new int[] {16_000, 48_000}) {
                    OpusEncoderSettings settings = settings(inputHz, bitrateBps, complexity);
                    decoded += agreeWhereSuited(stream(sound.pcm(inputHz), settings, 20));
                }
            }
        }
        assertTrue(decoded > 1_000, "only " + decoded + " packets");
    }

    /** In-band redundancy comes before a frame in its packet; here nobody needs it. */
    @ParameterizedTest
    @CsvSource({"16000, 24000, 20", "16000, 24000, 40", "16000, 32000, 60", "48000, 32000, 20"})
    void shouldPassOverRedundancy(int inputHz, int bitrateBps, int ms) throws IOException {
        OpusEncoderSettings settings =
                new OpusEncoderSettings(
                        inputHz, 1, bitrateBps, 5, Application.VOICE, true, 25, false);
        agree(stream(SilkSpeech.spoken(inputHz), settings, ms));
    }

    /** Silence comes as packets of a byte, and comfort noise is made of them. */
    @ParameterizedTest
    @CsvSource({"16000, 20", "16000, 60", "48000, 20"})
    void shouldFollowTheSendersSilence(int inputHz, int ms) throws IOException {
        OpusEncoderSettings settings =
                new OpusEncoderSettings(inputHz, 1, 24_000, 5, Application.VOICE, false, 0, true);
        short[] spoken = SilkSpeech.spoken(inputHz);
        short[] pcm = Arrays.copyOf(spoken, spoken.length + 2 * inputHz);
        Random random = new Random(9);
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.clamp(pcm[i] + 3 * random.nextGaussian(), -32_768, 32_767);
        }
        System.arraycopy(spoken, 0, pcm, pcm.length - spoken.length / 2, spoken.length / 2);
        OpusStream stream = stream(pcm, settings, ms);
        long silent = stream.packets().stream().filter(packet -> packet.length <= 2).count();
        assertTrue(silent * ms > 300, silent + " silent packets");
        agree(stream);
    }

    private static int agreeWhereSuited(OpusStream stream) {
        int decoded = 0;
        for (int rateHz : new int[] {16_000, 8_000}) {
            try (SilkPair pair = new SilkPair(rateHz)) {
                for (byte[] packet : stream.packets()) {
                    decoded += pair.decode(packet) > 0 ? 1 : 0;
                }
            }
        }
        return decoded;
    }

    private static void agree(OpusStream stream) {
        for (int rateHz : new int[] {16_000, 8_000}) {
            try (SilkPair pair = new SilkPair(rateHz)) {
                pair.decodeAll(stream);
            }
        }
    }

    private static void agree(OpusStream stream, int mode) {
        int middle = stream.packets().size() / 2;
        assertTrue(stream.mode(middle) == mode, "mode " + stream.mode(middle));
        for (int rateHz : new int[] {16_000, 8_000}) {
            try (SilkPair pair = new SilkPair(rateHz)) {
                double loudest = pair.decodeAll(stream).loudest();
                assertTrue(loudest > 300, "loudest " + loudest);
            }
        }
    }

    private static OpusStream stream(short[] pcm, OpusEncoderSettings settings, int ms) {
        OpusCodecs libopus = OpusCodecsTest.codecs(OpusCodecs.Provider.LIBOPUS);
        return OpusStream.encode(libopus, settings, pcm, ms);
    }

    private static OpusEncoderSettings settings(int rateHz, int bitrateBps, int complexity) {
        return new OpusEncoderSettings(
                rateHz, 1, bitrateBps, complexity, Application.VOICE, false, 0, false);
    }
}
