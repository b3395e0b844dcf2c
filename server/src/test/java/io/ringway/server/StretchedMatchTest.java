package io.ringway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the measure takes for stretched speech, and what for damage. */
@Timeout(120)
class StretchedMatchTest {

    private static final int RATE_HZ = 8_000;
    private static final int FRAME = RATE_HZ / 50;
    private static final short[] SPEECH = SyntheticSpeech.of(1, RATE_HZ, 3);

    private static StretchedMatch match(short[] heard) {
        return StretchedMatch.of(SPEECH, heard, RATE_HZ);
    }

    @ParameterizedTest
    @CsvSource({"600,0", "600,1", "300,0", "300,0.5", "300,1", "150,0.5", "150,0.8"})
    void shouldMatchWhatWasStretched(int everyMs, double longer) {
        short[] stretched = PitchStretch.of(SPEECH, RATE_HZ, everyMs, longer, 3);
        StretchedMatch match = match(stretched);

        assertTrue(match.correlation() >= 0.97, match.toString());
        assertTrue(match.cuts() >= 2 && match.cuts() <= 3_000 / everyMs + 5, match.toString());
        assertTrue(SpeechMatch.of(SPEECH, stretched).correlation() < 0.9, "is not stretched");
    }

    @Test
    void shouldTellByHowMuch() {
        short[] stretched = PitchStretch.of(SPEECH, RATE_HZ, 300, 1, 4);
        StretchedMatch match = match(stretched);

        double grownMs = (stretched.length - SPEECH.length) * 1_000.0 / RATE_HZ;
        assertEquals(grownMs, match.stretchedMs(), 16, match.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 777})
    void shouldFindCopyAtItsPlaceInOnePiece(int lag) {
        short[] shifted = new short[SPEECH.length + 2_000];
        System.arraycopy(SPEECH, 0, shifted, lag, SPEECH.length);
        StretchedMatch match = match(shifted);

        assertEquals(1, match.correlation(), 0.001, match.toString());
        assertEquals(0, match.cuts());
        assertEquals(lag * 1_000.0 / RATE_HZ, match.leastLagMs(), 0.1);
    }

    @ParameterizedTest
    @CsvSource({"0.05,0.98", "0.1,0.97"})
    void shouldSeeFramesThatFellSilent(double share, double most) {
        short[] silenced = SPEECH.clone();
        forFrames(share, frame -> Arrays.fill(silenced, frame, frame + FRAME, (short) 0));

        assertTrue(match(silenced).correlation() < most, match(silenced).toString());
    }

    @ParameterizedTest
    @CsvSource({"0.05,0.98", "0.1,0.97"})
    void shouldSeeFramesThatWereLeftOut(double share, double most) {
        short[] closed = new short[SPEECH.length];
        int[] ends = {0, 0};
        forFrames(
                share,
                frame -> {
                    System.arraycopy(SPEECH, ends[0], closed, ends[1], frame - ends[0]);
                    ends[1] += frame - ends[0];
                    ends[0] = frame + FRAME;
                });
        System.arraycopy(SPEECH, ends[0], closed, ends[1], SPEECH.length - ends[0]);

        assertTrue(match(closed).correlation() < most, match(closed).toString());
    }

    @ParameterizedTest
    @CsvSource({"0.05,0.98", "0.1,0.97"})
    void shouldSeeFramesThatCameTwice(double share, double most) {
        short[] repeated = SPEECH.clone();
        forFrames(share, frame -> System.arraycopy(SPEECH, frame - FRAME, repeated, frame, FRAME));

        assertTrue(match(repeated).correlation() < most, match(repeated).toString());
    }

    /** Noise leaves the loud blocks, which count most, as they were. */
    @ParameterizedTest
    @CsvSource({"10,0.975", "5,0.93", "0,0.85"})
    void shouldSeeNoise(double decibels, double most) {
        SplittableRandom random = new SplittableRandom(9);
        double rms =
                Math.sqrt(energy(0, SPEECH.length) / SPEECH.length) * Math.pow(10, -decibels / 20);
        short[] noisy = new short[SPEECH.length];
        for (int n = 0; n < noisy.length; n++) {
            noisy[n] =
                    (short)
                            Math.clamp(
                                    Math.round(SPEECH[n] + random.nextGaussian(0, rms)),
                                    -32_768,
                                    32_767);
        }

        assertTrue(match(noisy).correlation() < most, match(noisy).toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 5, 6})
    void shouldNotMatchOtherSpeech(long seed) {
        StretchedMatch match = match(SyntheticSpeech.of(seed, RATE_HZ, 3));

        assertTrue(match.correlation() < 0.5, match.toString());
    }

    @Test
    void shouldNotMatchSilence() {
        assertEquals(0, match(new short[RATE_HZ]).correlation());
        assertEquals(0, match(new short[0]).correlation());
        assertEquals(0, StretchedMatch.of(new short[RATE_HZ], SPEECH, RATE_HZ).correlation());
    }

    private interface Damage {
        void to(int frame);
    }

    /** Frames, by their first sample, that hold a share of all energy together, evenly spread. */
    private static void forFrames(double share, Damage damage) {
        double owed = 0;
        for (int frame = FRAME; frame + FRAME <= SPEECH.length; frame += FRAME) {
            double energy = energy(frame, FRAME);
            owed += share * energy;
            if (energy > 0 && owed >= energy / 2) {
                owed -= energy;
                damage.to(frame);
            }
        }
    }

    private static double energy(int from, int length) {
        double energy = 0;
        for (int n = from; n < from + length; n++) {
            energy += (double) SPEECH[n] * SPEECH[n];
        }
        return energy;
    }
}
