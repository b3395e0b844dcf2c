package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class WaveformConcealmentTest {

    @ParameterizedTest
    @CsvSource({"8000, 80", "8000, 125", "8000, 190", "16000, 100", "16000, 180", "48000, 150"})
    void shouldContinueAVoicesPitch(int rateHz, int pitchHz) {
        short[] truth = vowel(rateHz, pitchHz, rateHz);
        short[] heard = truth.clone();
        int lost = rateHz / 2;
        int frame = rateHz / 100;
        play(rateHz, heard, frame, lost, lost + frame);
        double snr = WaveformPackets.snr(truth, heard, 0, lost, lost + frame);
        assertTrue(snr > 8, pitchHz + " Hz: SNR of the first 10 ms " + snr + " dB");
    }

    /** Losses of 10 to 120 ms anywhere: nowhere may the sound jump more than speech itself does. */
    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void shouldNotClick(int rateHz) {
        short[] truth = TestSound.voice(rateHz, 1, 4, 11);
        short[] heard = truth.clone();
        int frame = rateHz / 100;
        Random random = new Random(13);
        WaveformConcealment concealment = new WaveformConcealment(rateHz);
        int lossEnds = 0;
        for (int at = 0; at + frame <= heard.length; at += frame) {
            if (at > lossEnds + 5 * frame && random.nextInt(10) == 0) {
                lossEnds = at + frame * (1 + random.nextInt(12));
            }
            if (at < lossEnds) {
                concealment.conceal(heard, at, frame);
            } else {
                concealment.accept(heard, at, frame);
            }
        }
        int largest = largestStep(heard, 1, heard.length);
        int natural = largestStep(truth, 1, truth.length);
        assertTrue(largest < 1.1 * natural, largest + " against " + natural);
    }

    /** A pure tone shows every seam: the second difference of a seamless one is small. */
    @ParameterizedTest
    @ValueSource(ints = {70, 100, 143, 200, 300, 440})
    void shouldJoinAToneWithoutAStep(int hz) {
        short[] heard = new short[8_000];
        for (int i = 0; i < heard.length; i++) {
            heard[i] = (short) (10_000 * Math.sin(2 * Math.PI * hz * i / 8_000));
        }
        int natural = largestStep(heard, 1, heard.length);
        play(8_000, heard, 160, 4_000, 4_480);
        int largest = largestStep(heard, 3_990, 4_700);
        assertTrue(largest < 1.5 * natural + 100, largest + " against " + natural);
    }

    @Test
    void shouldFadeToExactSilenceWithin60Ms() {
        short[] heard = vowel(8_000, 100, 8_000);
        double before = TestSound.energy(Arrays.copyOfRange(heard, 3_840, 4_000));
        play(8_000, heard, 80, 4_000, 4_800);
        double previous = 2 * before;
        for (int at = 4_000; at < 4_480; at += 80) {
            double energy = TestSound.energy(Arrays.copyOfRange(heard, at, at + 80));
            assertTrue(energy < 1.1 * previous, "energy grows at " + at);
            previous = energy;
        }
        for (int at = 4_480; at < 4_800; at++) {
            assertEquals(0, heard[at]);
        }
    }

    @Test
    void shouldGiveBackWhatIsReceivedUntouchedAfterTheMerge() {
        short[] truth = TestSound.voice(8_000, 1, 1, 3);
        short[] heard = truth.clone();
        play(8_000, heard, 160, 3_200, 3_680);
        assertArrayEquals(
                Arrays.copyOfRange(truth, 3_760, 8_000), Arrays.copyOfRange(heard, 3_760, 8_000));
        assertArrayEquals(Arrays.copyOfRange(truth, 0, 3_200), Arrays.copyOfRange(heard, 0, 3_200));
    }

    @Test
    void shouldKeepNoiseFromSoundingLikeATone() {
        Random random = new Random(5);
        short[] heard = new short[8_000];
        for (int i = 0; i < heard.length; i++) {
            heard[i] = (short) (1_000 * random.nextGaussian());
        }
        play(8_000, heard, 160, 4_000, 4_320);
        short[] madeUp = Arrays.copyOfRange(heard, 4_000, 4_320);
        for (int lag = 40; lag < 110; lag++) {
            double likeness = TestSound.correlation(madeUp, shifted(madeUp, lag), 0);
            assertTrue(likeness < 0.6, "repeats every " + lag + " samples: " + likeness);
        }
    }

    @Test
    void shouldNotDependOnHowALossIsCut() {
        short[] one = vowel(16_000, 110, 16_000);
        short[] many = one.clone();
        play(16_000, one, 320, 8_000, 8_960);
        WaveformConcealment concealment = new WaveformConcealment(16_000);
        for (int at = 0; at < 8_000; at += 100) {
            concealment.accept(many, at, 100);
        }
        for (int at = 8_000; at < 8_960; at += 40) {
            concealment.conceal(many, at, 40);
        }
        assertArrayEquals(Arrays.copyOf(one, 8_960), Arrays.copyOf(many, 8_960));
    }

    @Test
    void shouldBeSilentBeforeAnythingWasHeardAndAfterReset() {
        short[] heard = vowel(8_000, 125, 1_600);
        WaveformConcealment concealment = new WaveformConcealment(8_000);
        short[] out = new short[160];
        concealment.conceal(out, 0, 160);
        assertArrayEquals(new short[160], out);
        concealment.accept(heard, 0, 1_600);
        concealment.reset();
        concealment.conceal(out, 0, 160);
        assertArrayEquals(new short[160], out);
    }

    @Test
    void shouldRefuseOtherRates() {
        assertThrows(IllegalArgumentException.class, () -> new WaveformConcealment(44_100));
        assertThrows(IllegalArgumentException.class, () -> new WaveformConcealment(96_000));
    }

    private static void play(int rateHz, short[] pcm, int frame, int lostFrom, int lostTo) {
        WaveformConcealment concealment = new WaveformConcealment(rateHz);
        for (int at = 0; at + frame <= pcm.length; at += frame) {
            if (at >= lostFrom && at < lostTo) {
                concealment.conceal(pcm, at, frame);
            } else {
                concealment.accept(pcm, at, frame);
            }
        }
    }

    private static short[] vowel(int rateHz, int pitchHz, int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            double value = 0;
            for (int harmonic = 1; harmonic * pitchHz < 3_400; harmonic++) {
                value += Math.sin(2 * Math.PI * harmonic * pitchHz * i / rateHz) / harmonic;
            }
            pcm[i] = (short) (6_000 * value);
        }
        return pcm;
    }

    private static short[] shifted(short[] pcm, int by) {
        return Arrays.copyOfRange(pcm, by, pcm.length);
    }

    private static int largestStep(short[] pcm, int from, int to) {
        int largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(pcm[i] - pcm[i - 1]));
        }
        return largest;
    }
}
