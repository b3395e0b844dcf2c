package io.ringway.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {

    @ParameterizedTest
    @CsvSource({"'', '', 0", "abc, '', 3", "kitten, sitting, 3", "http-port, htp-port, 1"})
    void shouldMeasureEdits(String a, String b, int distance) {
        assertEquals(distance, NearestKey.distance(a, b));
        assertEquals(distance, NearestKey.distance(b, a));
    }

    @Test
    void shouldGuessOnlyWhatIsNear() {
        List<String> known = List.of("http-port", "media-port");
        assertEquals(Optional.of("media-port"), NearestKey.of("medai-port", known));
        assertEquals(Optional.empty(), NearestKey.of("zzzzzzzzzzzz", known));
    }
}
