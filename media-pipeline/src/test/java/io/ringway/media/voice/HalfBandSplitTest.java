package io.ringway.media.voice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class HalfBandSplitTest {

    private static final int RATE_HZ = 16_000;

    @ParameterizedTest
    @CsvSource({"300, -0.1, -50", "3000, -0.1, -50", "5000, -50, -0.1", "7500, -50, -0.1"})
    void shouldPartTheBands(double frequencyHz, double lowDb, double highDb) {
        HalfBandSplit split = new HalfBandSplit();
        float[] in = new float[RATE_HZ];
        for (int i = 0; i < in.length; i++) {
            in[i] = (float) Math.sin(2 * Math.PI * frequencyHz * i / RATE_HZ);
        }
        float[] low = new float[in.length / 2];
        split.split(in, 0, 1_000, low, 0);
        double high = split.split(in, 2_000, 7_000, low, 1_000);
        double power = 0;
        for (int i = 1_000; i < low.length; i++) {
            power += low[i] * low[i];
        }
        assertNear(lowDb, 10 * Math.log10(2 * power / 7_000), "lower band");
        assertNear(highDb, 10 * Math.log10(2 * high + 1e-12), "upper band");
    }

    /** A pass band is to be as expected, a stop band at least as low. */
    private static void assertNear(double expectedDb, double db, String band) {
        boolean stopped = expectedDb < -1;
        assertTrue(stopped ? db <= expectedDb : Math.abs(db) <= 0.2, band + " at " + db + " dB");
    }
}
