package io.ringway.server.impairment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpairmentTest {

    /** A clock that is too fast shows an hour before it is over. */
    @ParameterizedTest
    @CsvSource({"0, 3600000000000", "300, 3598920323903", "-300, 3601080324097"})
    void shouldTellTheTimeOfADriftingClock(int ppm, long realNs) {
        Impairment drifting = new Impairment(LossModel.NONE, 0, 0, ppm, 1);
        assertEquals(realNs, drifting.realNs(TimeUnit.HOURS.toNanos(1)));
        assertEquals(0, drifting.realNs(0));
    }

    @Test
    void shouldKnowWhetherAnythingHappens() {
        assertFalse(Impairment.NONE.withSeed(9).any());
        assertTrue(new Impairment(LossModel.NONE, 0, 0, 1, 0).any());
        assertTrue(new Impairment(new LossModel.GilbertElliott(1, 2), 0, 0, 0, 0).any());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            101 | 0   | 0    | 0    | 0     | loss must be 0 to 100 percent, got 101
            NaN | 0   | 0    | 0    | 0     | loss must be 0 to 100 percent, got NaN
            10  | 0.5 | 0    | 0    | 0     | burst must be 1 to 100 packets, got 0.5
            80  | 3   | 0    | 0    | 0     | loss in bursts must be 0 to 75 percent, got 80
            0   | 0   | 1001 | 0    | 0     | jitter must be 0 to 1000 ms, got 1001
            0   | 0   | 0    | 50.5 | 0     | reorder must be 0 to 50 percent, got 50.5
            0   | 0   | 0    | 0    | -1001 | drift must be -1000 to 1000 ppm, got -1001
            """)
    void shouldRefuseWhatNoNetworkDoes(
            double loss, double burst, int jitterMs, double reorder, int ppm, String message) {
        var refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new Impairment(model(loss, burst), jitterMs, reorder, ppm, 0));
        assertEquals(message, refused.getMessage());
    }

    private static LossModel model(double percent, double burst) {
        return burst == 0
                ? new LossModel.Independent(percent)
                : new LossModel.GilbertElliott(percent, burst);
    }
}
