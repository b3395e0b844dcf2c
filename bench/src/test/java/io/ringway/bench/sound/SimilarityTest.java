package io.ringway.bench.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarityTest {

    private static final int RATE_HZ = Speech.RATE_HZ;
    private static final short[] SPEECH = SyntheticVoice.of(3, 8);
    private static final Similarity SIMILARITY = new Similarity(SPEECH);

    @Test
    void shouldFindSpeechEqualToItself() {
        assertEquals(1, of(SPEECH), 1e-9);
    }

    @Test
    void shouldFindNothingAlikeInSilence() {
        assertTrue(of(new short[SPEECH.length]) < 0.2);
        assertTrue(of(new short[0]) < 0.2);
    }

    @Test
    void shouldFallWithNoise() {
        double last = 1;
        for (double noise : new double[] {30, 100, 300, 1_000, 3_000}) {
            double now = of(noisy(noise));
            assertTrue(now < last, noise + ": " + now + " after " + last);
            last = now;
        }
        assertTrue(last < 0.7, "buried in noise, yet " + last);
    }

    @Test
    void shouldFallWithEveryFrameThatIsMissing() {
        double last = 1;
        for (int percent : new int[] {1, 5, 10, 20, 40}) {
            double now = of(holed(percent));
            assertTrue(now < last, percent + " %: " + now + " after " + last);
            last = now;
        }
        assertTrue(last < 0.85, "40 % missing, yet " + last);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 20, 50, 100, 101, 700})
    void shouldForgiveDelay(int delayMs) {
        int delay = RATE_HZ / 1_000 * delayMs;
        short[] late = new short[SPEECH.length + delay];
        System.arraycopy(SPEECH, 0, late, delay, SPEECH.length);
        assertTrue(of(late) > 0.98, delayMs + " ms: " + of(late));
    }

    /** As receivers do that follow a clock which is off, or that change their delay. */
    @ParameterizedTest
    @ValueSource(doubles = {0.99, 1.01})
    void shouldForgiveStretchingByOnePercent(double factor) {
        double similarity = of(stretched(factor));
        assertTrue(similarity > 0.9, factor + ": " + similarity);
        assertTrue(similarity > of(noisy(300)), "stretching is not as bad as noise");
    }

    @Test
    void shouldCompareAtAnyRate() {
        short[] at16k = Similarity.at16k(SPEECH, RATE_HZ);
        assertEquals(1, SIMILARITY.of(at16k, 16_000), 1e-9);
    }

    private static double of(short[] heard) {
        return SIMILARITY.of(heard, RATE_HZ);
    }

    private static short[] noisy(double deviation) {
        Random random = new Random(5);
        short[] noisy = SPEECH.clone();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] =
                    (short)
                            Math.clamp(
                                    Math.round(noisy[i] + deviation * random.nextGaussian()),
                                    Short.MIN_VALUE,
                                    Short.MAX_VALUE);
        }
        return noisy;
    }

    /** Silence in place of frames of 20 ms; more of them hold all of fewer. */
    private static short[] holed(int percent) {
        Random random = new Random(6);
        short[] holed = SPEECH.clone();
        for (int at = 0; at + 960 <= holed.length; at += 960) {
            if (random.nextInt(100) < percent) {
                Arrays.fill(holed, at, at + 960, (short) 0);
            }
        }
        return holed;
    }

    private static short[] stretched(double factor) {
        short[] stretched = new short[(int) ((SPEECH.length - 1) * factor)];
        for (int i = 0; i < stretched.length; i++) {
            double at = i / factor;
            int before = (int) at;
            double part = at - before;
            stretched[i] =
                    (short) Math.round((1 - part) * SPEECH[before] + part * SPEECH[before + 1]);
        }
        return stretched;
    }
}
