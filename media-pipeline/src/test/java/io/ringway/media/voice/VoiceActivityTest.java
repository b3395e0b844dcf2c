package io.ringway.media.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sounds that are no speech, each after a second in a quiet room (−70 dBFS). */
@Timeout(30)
class VoiceActivityTest {

    private static final double FULL_SCALE = 32_768;
    private static final int SECONDS = 6;

    private static short[] room(int rateHz, DoubleUnaryOperator soundAtSeconds) {
        Random random = new Random(5);
        short[] pcm = new short[SECONDS * rateHz];
        for (int i = 0; i < pcm.length; i++) {
            double sound = i < rateHz ? 0 : soundAtSeconds.applyAsDouble((double) i / rateHz);
            pcm[i] = (short) Math.clamp(10 * random.nextGaussian() + sound, -32_768, 32_767);
        }
        return pcm;
    }

    private static int activeHops(short[] pcm, int rateHz, Aggressiveness level) {
        VoiceActivity detector = new VoiceActivity(rateHz, level);
        int hop = rateHz / 100;
        int active = 0;
        for (int at = 0; at + hop <= pcm.length; at += hop) {
            active += detector.process(pcm, at, hop) ? 1 : 0;
        }
        return active;
    }

    private static void assertNothing(int rateHz, DoubleUnaryOperator sound) {
        for (Aggressiveness level : Aggressiveness.values()) {
            int active = activeHops(room(rateHz, sound), rateHz, level);
            assertEquals(0, active, level + ": hops taken for speech");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000})
    void shouldNotTakeClicksForSpeech(int rateHz) {
        Random random = new Random(1);
        assertNothing(rateHz, t -> t % 0.3 < 0.005 ? 8_000 * random.nextGaussian() : 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000})
    void shouldNotTakeTypingForSpeech(int rateHz) {
        Random random = new Random(2);
        assertNothing(
                rateHz,
                t -> {
                    double since = t % 0.15;
                    double envelope = since < 0.02 ? Math.exp(-since / 0.006) : 0;
                    return 6_000 * envelope * random.nextGaussian();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "8000, 697, 1209", "8000, 770, 1336", "8000, 852, 1477", "8000, 941, 1633",
        "16000, 697, 1633", "16000, 770, 1477", "16000, 852, 1336", "16000, 941, 1209",
        "8000, 350, 440", "16000, 440, 480", "8000, 480, 620", "16000, 425, 425",
    })
    void shouldNotTakeTelephoneTonesForSpeech(int rateHz, double lowHz, double highHz) {
        assertNothing(
                rateHz,
                t ->
                        t % 0.2 < 0.1
                                ? 4_000 * Math.sin(2 * Math.PI * lowHz * t)
                                        + 4_000 * Math.sin(2 * Math.PI * highHz * t)
                                : 0);
    }

    @ParameterizedTest
    @EnumSource(Noise.class)
    void shouldNotTakeANoiseThatWasAlwaysThereForSpeech(Noise noise) {
        for (int rateHz : new int[] {8_000, 16_000}) {
            short[] pcm = constant(noise, rateHz, 0);
            for (Aggressiveness level : Aggressiveness.values()) {
                int active = activeHops(pcm, rateHz, level);
                assertEquals(0, active, rateHz + " Hz, " + level);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Noise.class)
    void shouldGetUsedToANoiseThatBegins(Noise noise) {
        for (int rateHz : new int[] {8_000, 16_000}) {
            short[] pcm = constant(noise, rateHz, rateHz);
            for (Aggressiveness level : Aggressiveness.values()) {
                int active = activeHops(pcm, rateHz, level);
                int most = level == Aggressiveness.HIGH ? 0 : 60;
                assertTrue(active <= most, rateHz + " Hz, " + level + ": " + active + " hops");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000})
    void shouldHearAVowelWithinSixtyMillisecondsAndForgetItOnReset(int rateHz) {
        short[] pcm = room(rateHz, t -> t < 1.3 ? vowel(t) : 0);
        int hop = rateHz / 100;
        for (Aggressiveness level : Aggressiveness.values()) {
            VoiceActivity detector = new VoiceActivity(rateHz, level);
            for (int at = 0; at < rateHz; at += hop) {
                assertFalse(detector.process(pcm, at, hop));
            }
            boolean heard = false;
            for (int at = rateHz; at < rateHz + 6 * hop; at += hop) {
                heard = detector.process(pcm, at, hop);
            }
            assertTrue(heard, level + " does not hear 60 ms of a vowel");
            detector.reset();
            assertFalse(detector.active());
            assertEquals(0, detector.probability());
        }
    }

    @ParameterizedTest
    @EnumSource(Aggressiveness.class)
    void shouldHoldOnAsLongAsItSays(Aggressiveness level) {
        short[] pcm = room(8_000, t -> t < 1.3 ? vowel(t) : 0);
        VoiceActivity detector = new VoiceActivity(8_000, level);
        int last = 0;
        for (int hop = 0; hop < pcm.length / 80; hop++) {
            last = detector.process(pcm, hop * 80, 80) ? hop : last;
        }
        int heldMs = (last + 1 - 130) * 10;
        assertTrue(Math.abs(heldMs - level.hangoverMs()) <= 30, "held " + heldMs + " ms");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 79, 81, 240, 320})
    void shouldRefuseFramesOfOtherLengths(int samples) {
        VoiceActivity detector = new VoiceActivity(8_000, Aggressiveness.LOW);
        short[] pcm = new short[320];
        assertThrows(IllegalArgumentException.class, () -> detector.process(pcm, 0, samples));
        assertThrows(
                IllegalArgumentException.class,
                () -> new VoiceActivity(44_100, Aggressiveness.LOW));
    }

    private static short[] constant(Noise noise, int rateHz, int from) {
        double[] sound = noise.of(SECONDS * rateHz, rateHz, 3);
        short[] pcm = new short[sound.length];
        double scale = FULL_SCALE * Math.pow(10, -40 / 20.0);
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.round(scale * sound[i] * (i < from ? 0.03 : 1));
        }
        return pcm;
    }

    /** Harmonics of a pitch that rises and falls, as strong as in an open vowel. */
    private static double vowel(double seconds) {
        double phase = 2 * Math.PI * (140 * seconds + Math.sin(9 * seconds));
        double sum = 0;
        for (int harmonic = 1; harmonic <= 20; harmonic++) {
            sum += Math.sin(harmonic * phase) / harmonic;
        }
        return (2_500 + 1_200 * Math.sin(40 * seconds)) * sum;
    }
}
