package io.ringway.media.tone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DtmfTest {

    private static final String[] ROWS = {"123A", "456B", "789C", "*0#D"};
    private static final int[] LOW_HZ = {697, 770, 852, 941};
    private static final int[] HIGH_HZ = {1_209, 1_336, 1_477, 1_633};

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void shouldPlayEveryKeyByItsTwoFrequencies(int rateHz) {
        int perMs = rateHz / 1_000;
        for (int row = 0; row < 4; row++) {
            ToneSource source = new ToneSource(Dtmf.of(ROWS[row]), rateHz);
            short[] pcm = new short[4 * 140 * perMs];
            assertTrue(source.read(pcm, pcm.length, 0));
            for (int column = 0; column < 4; column++) {
                int from = (column * 140 + 5) * perMs;
                for (int i = 0; i < 4; i++) {
                    double low = Spectrum.levelDbm0(pcm, from, 60 * perMs, LOW_HZ[i], rateHz);
                    double high = Spectrum.levelDbm0(pcm, from, 60 * perMs, HIGH_HZ[i], rateHz);
                    assertLevel(-11, i == row, low);
                    assertLevel(-9, i == column, high);
                }
                for (int i = from + 65 * perMs; i < from + 135 * perMs; i++) {
                    assertEquals(0, pcm[i]);
                }
            }
        }
    }

    @Test
    void shouldTakeOtherTimingsAndLowerCase() {
        assertEquals(4 * 140, Dtmf.of("12#d").durationMs());
        assertEquals(2 * 150, Dtmf.of("7*", 50, 100).durationMs());
        assertEquals(Dtmf.of("ABCD"), Dtmf.of("abcd"));
    }

    @Test
    void shouldRefuseOtherKeysAndTimings() {
        assertThrows(IllegalArgumentException.class, () -> Dtmf.of("12E"));
        assertThrows(IllegalArgumentException.class, () -> Dtmf.of(""));
        assertThrows(IllegalArgumentException.class, () -> Dtmf.of("1", 0, 70));
        assertThrows(IllegalArgumentException.class, () -> Dtmf.of("1", 70, 0));
    }

    /** In 60 ms a sine's neighbours leak into its place some 10 dB down and more. */
    private static void assertLevel(double expectedDbm0, boolean present, double levelDbm0) {
        if (present) {
            assertEquals(expectedDbm0, levelDbm0, 0.7);
        } else {
            assertTrue(levelDbm0 < expectedDbm0 - 9, "leaks " + levelDbm0);
        }
    }
}
