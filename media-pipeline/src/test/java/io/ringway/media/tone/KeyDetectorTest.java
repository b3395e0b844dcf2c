package io.ringway.media.tone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ITU-T Q.24 asks of a receiver of keys. */
@Timeout(60)
class KeyDetectorTest implements KeyDetector.Listener {

    private static final String KEYS = "123A456B789C*0#D";
    private static final char[] EACH_KEY = KEYS.toCharArray();
    private static final int[] LOW_HZ = {697, 770, 852, 941};
    private static final int[] HIGH_HZ = {1_209, 1_336, 1_477, 1_633};
    private static final int PER_MS = 8;

    private final KeyDetector detector = new KeyDetector(this);
    private final StringBuilder heard = new StringBuilder();
    private final List<Integer> durationsMs = new ArrayList<>();
    private final Random random = new Random(24);
    private double low = 1;
    private double high = 1;
    private double noiseDbm0 = -70;

    @Override
    public void onKeyDown(char key) {}

    @Override
    public void onKeyUp(char key, int durationMs) {
        heard.append(key);
        durationsMs.add(durationMs);
    }

    /** 40 ms on, 40 ms off, wherever the frames lie, at the quietest and the loudest level. */
    @ParameterizedTest
    @ValueSource(doubles = {-25, -10, 0})
    void shouldHearTheShortestPresses(double dbm0) {
        for (int round = 0; round < 8; round++) {
            silence(40, 8 * round);
            for (char key : EACH_KEY) {
                press(key, 40, dbm0, dbm0);
                silence(40, 3);
            }
        }
        finish();
        assertEquals(KEYS.repeat(8), heard.toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.015, -0.01, 0.01, 0.015})
    void shouldTakeTonesThatAreALittleOff(double share) {
        for (char key : EACH_KEY) {
            low = 1 + share;
            high = 1 - share;
            press(key, 50, -12, -10);
            silence(50, 5);
        }
        finish();
        assertEquals(KEYS, heard.toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.035, 0.035})
    void shouldRefuseTonesThatAreFarOff(double share) {
        for (char key : EACH_KEY) {
            low = 1 + share;
            high = 1;
            press(key, 100, -12, -10);
            silence(50, 5);
            low = 1;
            high = 1 + share;
            press(key, 100, -12, -10);
            silence(50, 5);
        }
        finish();
        assertEquals("", heard.toString());
    }

    /** The high tone up to 4 dB above the low one, up to 8 below. */
    @ParameterizedTest
    @CsvSource({"-14, -10, true", "-8, -16, true", "-20, -8, false", "-6, -20, false"})
    void shouldAllowForTwist(double lowDbm0, double highDbm0, boolean taken) {
        for (char key : EACH_KEY) {
            press(key, 50, lowDbm0, highDbm0);
            silence(50, 5);
        }
        finish();
        assertEquals(taken ? KEYS : "", heard.toString());
    }

    @Test
    void shouldSayHowLongAKeyWasHeld() {
        for (int ms : new int[] {50, 100, 500, 3_000}) {
            press('5', ms, -10, -10);
            silence(100, 11);
            assertEquals(ms, durationsMs.getLast(), 10, "duration");
        }
    }

    @Test
    void shouldNotBeSplitByAnInterruptionButByAPause() {
        press('8', 60, -10, -10);
        silence(10, 0);
        press('8', 60, -10, -10);
        silence(40, 0);
        press('8', 60, -10, -10);
        finish();
        assertEquals("88", heard.toString());
    }

    /** A line with hum and noise 15 dB below the tones. */
    @Test
    void shouldHearKeysInNoise() {
        noiseDbm0 = -25;
        for (char key : EACH_KEY) {
            press(key, 60, -11, -9);
            silence(60, 5);
        }
        finish();
        assertEquals(KEYS, heard.toString());
    }

    @Test
    void shouldRefuseWhatIsTooShortTooQuietOrOneToneOnly() {
        for (char key : EACH_KEY) {
            press(key, 15, -10, -10);
            silence(60, 7);
            press(key, 100, -45, -45);
            silence(60, 7);
            press(key, 100, -10, -70);
            silence(60, 7);
            press(key, 100, -70, -10);
            silence(60, 7);
        }
        finish();
        assertEquals("", heard.toString());
    }

    @Test
    void shouldEndAKeyWithTheSound() {
        press('D', 80, -10, -10);
        finish();
        assertEquals("D", heard.toString());
        assertTrue(durationsMs.getFirst() >= 64);
    }

    private void finish() {
        silence(60, 0);
        detector.finish();
    }

    private void silence(int ms, int moreSamples) {
        feed(new double[PER_MS * ms + moreSamples]);
    }

    private void press(char key, int ms, double lowDbm0, double highDbm0) {
        int index = KEYS.indexOf(key);
        double lowStep = 2 * Math.PI * LOW_HZ[index / 4] * low / 8_000;
        double highStep = 2 * Math.PI * HIGH_HZ[index % 4] * high / 8_000;
        double lowPeak = new Partial(697, lowDbm0).amplitude();
        double highPeak = new Partial(1_209, highDbm0).amplitude();
        double phase = random.nextDouble() * 2 * Math.PI;
        double[] pcm = new double[PER_MS * ms];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = lowPeak * Math.sin(lowStep * i + phase) + highPeak * Math.sin(highStep * i);
        }
        feed(pcm);
    }

    private void feed(double[] pcm) {
        double deviation = new Partial(1_000, noiseDbm0).amplitude() / Math.sqrt(2);
        short[] samples = new short[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            double sample = pcm[i] + deviation * random.nextGaussian();
            samples[i] = (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        detector.onPcm(samples, 0, samples.length);
    }
}
