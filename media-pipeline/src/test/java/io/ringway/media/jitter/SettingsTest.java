package io.ringway.media.jitter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @ParameterizedTest
    @CsvSource({
        "-1, 200, 128, 3000, 100, shortest",
        "20, 10, 128, 3000, 100, longest",
        "20, 2001, 128, 3000, 100, longest",
        "20, 200, 100, 3000, 100, power of two",
        "20, 200, 128, 100, 100, dropout",
        "20, 200, 128, 3000, 129, misorder"
    })
    void shouldSayWhatIsWrong(
            int min, int max, int window, int dropout, int misorder, String word) {
        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new JitterSettings(min, max, window, dropout, misorder));
        assertTrue(String.valueOf(refusal.getMessage()).contains(word), refusal.toString());
    }

    @Test
    void shouldDescribeItsHistogram() {
        assertEquals(0.0, AddedDelay.upperBoundMs(0));
        assertTrue(Double.isInfinite(AddedDelay.upperBoundMs(AddedDelay.buckets() - 1)));
    }
}
