package io.ringway.bench.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LogSpectralDistanceTest {

    private static final short[] SPEECH = SyntheticVoice.of(3, 4);
    private static final LogSpectralDistance DISTANCE = new LogSpectralDistance(SPEECH);

    @Test
    void shouldFindNoDistanceToItself() {
        assertEquals(0, DISTANCE.of(SPEECH, Speech.RATE_HZ), 1e-9);
    }

    /** What is not below the floor differs by the gain. */
    @Test
    void shouldMeasureAGainInDecibels() {
        short[] halved = new short[SPEECH.length];
        for (int i = 0; i < halved.length; i++) {
            halved[i] = (short) (SPEECH[i] / 2);
        }
        double distance = DISTANCE.of(halved, Speech.RATE_HZ);
        assertTrue(distance > 3 && distance < 6.1, distance + " dB");
    }

    @Test
    void shouldAllowForACodecsDelay() {
        int delay = 6 * 48;
        short[] late = new short[SPEECH.length];
        System.arraycopy(SPEECH, 0, late, delay, SPEECH.length - delay);
        assertTrue(DISTANCE.of(late, Speech.RATE_HZ) < 0.2);
    }

    @Test
    void shouldGrowWithWhatIsMissing() {
        short[] holed = SPEECH.clone();
        double last = 0;
        for (int start = 4_800; start < holed.length - 960; start += 24_000) {
            Arrays.fill(holed, start, start + 960, (short) 0);
            double now = DISTANCE.of(holed, Speech.RATE_HZ);
            assertTrue(now >= last, now + " dB after " + last);
            last = now;
        }
        assertTrue(last > 0.5, last + " dB");
    }
}
