package io.ringway.media.tone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.KeyOrigin;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A press told by events and in the sound, in any order. */
@Timeout(10)
class KeyPressesTest {

    private final KeyPresses presses = new KeyPresses();

    /** Each token is key, way (e or i), end in ms; all last 60 ms. */
    @ParameterizedTest
    @CsvSource({
        "5e60 5i95, 5",
        "5i95 5e100, 5",
        "5e60 5i95 5e160 5i195, 55",
        "5e60 5e160 5i195 5i230, 55",
        "5e60 5e160, 55",
        "5i60 5i160, 55",
        "5i60 5e239, 5",
        "5i60 5e240, 55",
        "5e60 6i95, 56",
        "5e60 5i900, 55",
        "1i60 2e160 3i260, 123"
    })
    void shouldBeOnePress(String told, String expected) {
        StringBuilder heard = new StringBuilder();
        for (String press : told.split(" ")) {
            long endNs = Long.parseLong(press.substring(2)) * 1_000_000;
            KeyOrigin origin = press.charAt(1) == 'i' ? KeyOrigin.IN_BAND : KeyOrigin.RTP_EVENT;
            if (presses.isNew(press.charAt(0), 60, origin, endNs)) {
                heard.append(press.charAt(0));
            }
        }
        assertEquals(expected, heard.toString());
    }
}
