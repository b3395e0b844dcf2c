package io.ringway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SpeechMatchTest {

    private static final int RATE_HZ = 16_000;
    private static final short[] SPEECH = SyntheticSpeech.of(1, RATE_HZ, 3);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 320, 47_999, -160})
    void shouldFindCopyAtItsPlace(int lag) {
        SpeechMatch match = SpeechMatch.of(SPEECH, shifted(SPEECH, lag, 100_000));

        assertEquals(lag, match.lagSamples());
        assertEquals(1, match.correlation(), 0.02);
    }

    @Test
    void shouldNotMindLoudness() {
        SpeechMatch match = SpeechMatch.of(SPEECH, scaled(SPEECH, 0.1));

        assertEquals(0, match.lagSamples());
        assertEquals(1, match.correlation(), 0.001);
    }

    @Test
    void shouldSeeCopyHalfSampleLate() {
        short[] atTwiceTheRate = SyntheticSpeech.of(2, 2 * RATE_HZ, 2);
        short[] even = everySecond(atTwiceTheRate, 0);
        short[] odd = everySecond(atTwiceTheRate, 1);

        assertTrue(SpeechMatch.of(even, odd).correlation() > 0.99);
    }

    /** Noise as strong as the signal leaves a cosine of 1/√2. */
    @Test
    void shouldMeasureNoise() {
        SplittableRandom random = new SplittableRandom(3);
        double rms = Math.sqrt(energy(SPEECH) / SPEECH.length);
        short[] noisy = new short[SPEECH.length];
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = (short) (SPEECH[i] + random.nextGaussian(0, rms));
        }

        assertEquals(Math.sqrt(0.5), SpeechMatch.of(SPEECH, noisy).correlation(), 0.02);
    }

    @Test
    void shouldCountWhatIsMissing() {
        short[] half = Arrays.copyOf(SPEECH, SPEECH.length / 2);

        double share = energy(half) / energy(SPEECH);
        assertEquals(Math.sqrt(share), SpeechMatch.of(SPEECH, half).correlation(), 0.001);
    }

    @Test
    void shouldNotCountWhatComesBesides() {
        short[] other = SyntheticSpeech.of(4, RATE_HZ, 4);
        short[] both = Arrays.copyOf(other, other.length + SPEECH.length);
        System.arraycopy(SPEECH, 0, both, other.length, SPEECH.length);

        SpeechMatch match = SpeechMatch.of(SPEECH, both);
        assertEquals(other.length, match.lagSamples());
        assertEquals(1, match.correlation(), 0.001);
    }

    @Test
    void shouldNotMatchOtherSpeech() {
        short[] other = SyntheticSpeech.of(5, RATE_HZ, 3);

        assertTrue(SpeechMatch.of(SPEECH, other).correlation() < 0.5);
    }

    @Test
    void shouldNotMatchInvertedOrDriftingCopy() {
        short[] drifting = new short[SPEECH.length];
        for (int i = 0; i < drifting.length; i++) {
            drifting[i] = SPEECH[(int) (i * 0.99)];
        }

        assertTrue(SpeechMatch.of(SPEECH, scaled(SPEECH, -1)).correlation() < 0.7);
        assertTrue(SpeechMatch.of(SPEECH, drifting).correlation() < 0.5);
    }

    @Test
    void shouldNotMatchSilence() {
        assertEquals(0, SpeechMatch.of(SPEECH, new short[RATE_HZ]).correlation());
        assertEquals(0, SpeechMatch.of(SPEECH, new short[0]).correlation());
        assertEquals(0, SpeechMatch.of(new short[RATE_HZ], SPEECH).correlation());
    }

    @Test
    void shouldMakeTheSameSpeechOfTheSameSeed() {
        short[] again = SyntheticSpeech.of(1, RATE_HZ, 3);

        assertTrue(Arrays.equals(SPEECH, again));
        assertTrue(energy(again) / again.length > 500 * 500, "loud enough to hear");
    }

    private static short[] shifted(short[] samples, int lag, int length) {
        short[] shifted = new short[length];
        for (int i = 0; i < samples.length; i++) {
            if (i + lag >= 0 && i + lag < length) {
                shifted[i + lag] = samples[i];
            }
        }
        return shifted;
    }

    private static short[] scaled(short[] samples, double factor) {
        short[] scaled = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            scaled[i] = (short) (samples[i] * factor);
        }
        return scaled;
    }

    private static short[] everySecond(short[] samples, int from) {
        short[] half = new short[samples.length / 2];
        for (int i = 0; i < half.length; i++) {
            half[i] = samples[2 * i + from];
        }
        return half;
    }

    private static double energy(short[] samples) {
        double energy = 0;
        for (short sample : samples) {
            energy += (double) sample * sample;
        }
        return energy;
    }
}
