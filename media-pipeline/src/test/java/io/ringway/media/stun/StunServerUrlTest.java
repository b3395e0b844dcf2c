package io.ringway.media.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StunServerUrlTest {

    @ParameterizedTest
    @CsvSource({
        "stun:stun.l.google.com:19302, stun.l.google.com, 19302",
        "stun:192.0.2.1, 192.0.2.1, 3478",
        "STUN:[2001:db8::1]:5000, 2001:db8::1, 5000",
        "'  stun:[::1]  ', ::1, 3478"
    })
    void shouldReadUrls(String url, String host, int port) {
        StunServerUrl parsed = StunServerUrl.parse(url);

        assertEquals(new StunServerUrl(host, port), parsed);
        assertEquals(parsed, StunServerUrl.parse(parsed.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stun:",
                "stun.l.google.com:19302",
                "stuns:a:1",
                "turn:a:1",
                "turns:a",
                "http://a",
                "stun:a:0",
                "stun:a:65536",
                "stun:a:",
                "stun:a:x",
                "stun:2001:db8::1",
                "stun:[::1",
                "stun:[::1]x",
                "stun:a?transport=udp",
                "stun://a",
                "stun:a b",
                "stun:a:123456"
            })
    void shouldSayWhatIsWrong(String url) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> StunServerUrl.parse(url));

        assertTrue(String.valueOf(e.getMessage()).startsWith("STUN server"), e::toString);
    }
}
