package io.ringway.media.mixing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SoftLimiterTest {

    private static final int RATE_HZ = 48_000;
    private static final int FRAME = 960;

    private final SoftLimiter limiter = new SoftLimiter(RATE_HZ);
    private final int[] sum = new int[FRAME];
    private final short[] out = new short[FRAME];

    @Test
    void shouldChangeNothingUpToItsThreshold() {
        SplittableRandom random = new SplittableRandom(5);
        for (int frame = 0; frame < 200; frame++) {
            for (int i = 0; i < FRAME; i++) {
                sum[i] = random.nextInt(-SoftLimiter.THRESHOLD, SoftLimiter.THRESHOLD + 1);
            }
            limiter.limit(sum, FRAME, out);
            for (int i = 0; i < FRAME; i++) {
                assertEquals(sum[i], out[i]);
            }
        }
    }

    /** Up to two hundred at full scale: never wrapped; of two, never a flat top. */
    @ParameterizedTest
    @ValueSource(ints = {33_000, 65_534, 8 * 32_767, 200 * 32_768})
    void shouldNeverClip(int amplitude) {
        for (int frame = 0; frame < 20; frame++) {
            sine(frame, 440, frame % 5 == 0 ? 1_000 : amplitude);
            limiter.limit(sum, FRAME, out);
            for (int i = 0; i < FRAME; i++) {
                assertTrue(sum[i] == 0 || out[i] * Math.signum(sum[i]) >= 0, "wrapped at " + i);
                boolean flat =
                        amplitude <= 2 * 32_767
                                && i > 0
                                && Math.abs(out[i]) > 32_000
                                && out[i] == out[i - 1];
                // At its crest a sine's neighbours round alike even when nothing touches it.
                assertTrue(!flat || crest(i), "flat at " + i + " of frame " + frame);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"60, 2", "100, 2", "1000, 2", "1000, 8", "3300, 4"})
    void shouldDistortLittleOnceItHasSettled(double hz, double over) {
        short[] heard = new short[RATE_HZ];
        for (int frame = 0; frame < 100; frame++) {
            sine(frame, hz, over * 32_767);
            limiter.limit(sum, FRAME, out);
            if (frame >= 50) {
                System.arraycopy(out, 0, heard, (frame - 50) * FRAME, FRAME);
            }
        }
        assertTrue(distortionDb(heard, hz) < -60, distortionDb(heard, hz) + " dB");
    }

    @Test
    void shouldComeBackSmoothlyAndBecomeExactAgain() {
        sine(0, 1_000, 4 * 32_767);
        limiter.limit(sum, FRAME, out);
        assertEquals(SoftLimiter.THRESHOLD / (4 * 32_767.0), limiter.gain(), 0.01);
        double previousDb = gainDb();
        int frames = 0;
        while (limiter.gain() < 1 && frames < 1_000) {
            sine(frames, 1_000, 3_000);
            limiter.limit(sum, FRAME, out);
            assertTrue(gainDb() >= previousDb);
            assertTrue(gainDb() - previousDb < 0.65, "rose by " + (gainDb() - previousDb));
            previousDb = gainDb();
            frames++;
        }
        // 13 dB at 30 dB/s, and 25 ms before.
        assertEquals((13.04 / 30 + 0.025) * 50, frames, 2);
        sine(0, 1_000, 20_000);
        limiter.limit(sum, FRAME, out);
        for (int i = 0; i < FRAME; i++) {
            assertEquals(sum[i], out[i]);
        }
    }

    /** Where a loud frame follows a soft one the waveform goes on, only smaller. */
    @Test
    void shouldLowerTheGainBeforeThePeakWithinAFrame() {
        sine(0, 300, 20_000);
        for (int i = 600; i < FRAME; i++) {
            sum[i] *= 4;
        }
        limiter.limit(sum, FRAME, out);
        for (int i = 0; i < 480; i++) {
            assertEquals(sum[i], out[i]);
        }
        for (int i = 0; i < FRAME; i++) {
            assertTrue(Math.abs(out[i]) <= SoftLimiter.THRESHOLD + 1, "sample " + i);
        }
    }

    private double gainDb() {
        return 20 * Math.log10(limiter.gain());
    }

    private boolean crest(int i) {
        return Math.abs(sum[i] - sum[i - 1]) < Math.abs(sum[i]) / 2_000 + 1;
    }

    private void sine(int frame, double hz, double amplitude) {
        for (int i = 0; i < FRAME; i++) {
            double turns = hz * (frame * FRAME + i) / RATE_HZ;
            sum[i] = (int) Math.round(amplitude * Math.sin(2 * Math.PI * turns));
        }
    }

    /** Everything but the sine, against the sine. */
    private static double distortionDb(short[] pcm, double hz) {
        double sine = 0;
        double cosine = 0;
        double all = 0;
        for (int i = 0; i < pcm.length; i++) {
            double w = 2 * Math.PI * hz * i / RATE_HZ;
            sine += 2 * pcm[i] * Math.sin(w) / pcm.length;
            cosine += 2 * pcm[i] * Math.cos(w) / pcm.length;
            all += (double) pcm[i] * pcm[i] / pcm.length;
        }
        double wanted = (sine * sine + cosine * cosine) / 2;
        return 10 * Math.log10(Math.max(1e-9, all - wanted) / wanted);
    }
}
