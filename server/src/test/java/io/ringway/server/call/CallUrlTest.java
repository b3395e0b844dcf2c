package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallUrlTest {

    @ParameterizedTest
    @CsvSource({
        "ws://host:8080/ws, ws://host:8080/ws, host, 8080, false",
        "ws://host, ws://host/ws, host, 80, false",
        "WSS://host/, WSS://host/ws, host, 443, false",
        "wss://host/other/path?key=1, wss://host/other/path?key=1, host, 443, false",
        "http://10.0.0.1:90, http://10.0.0.1:90/webrtc, 10.0.0.1, 90, true",
        "https://[::1]:9/whip/endpoint, https://[::1]:9/whip/endpoint, ::1, 9, true"
    })
    void shouldCompleteWhatIsLeftOut(
            String text, String complete, String host, int port, boolean whip) throws Exception {
        CallUrl url = CallUrl.parse(text);
        assertEquals(complete, url.toString());
        assertEquals(host, url.host());
        assertEquals(port, url.port());
        assertEquals(whip, url.isWhip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host:8080", "ftp://host/", "ws:/ws", "ws://", "ws://a b/", "ws://h/#x"})
    void shouldSayWhatAUrlLooksLike(String text) {
        CallException failure = assertThrows(CallException.class, () -> CallUrl.parse(text));
        assertTrue(failure.getMessage().startsWith("--url must be like ws://HOST:PORT/ws"));
        assertTrue(failure.getMessage().endsWith("got " + text), failure.getMessage());
    }

    @Test
    void shouldKeepSettingsWithinTheirRanges() throws Exception {
        CallPlan plan = CallPlan.of(CallUrl.parse("ws://h"), Path.of("f"));
        assertEquals(
                "--calls must be 1 to 500, got 501",
                assertThrows(IllegalArgumentException.class, () -> plan.calls(501)).getMessage());
        assertEquals(
                "--bitrate must be 6000 to 510000, got 5999",
                assertThrows(IllegalArgumentException.class, () -> plan.bitrate(5_999))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> plan.seconds(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> plan.seconds(-1));
        assertThrows(IllegalArgumentException.class, () -> plan.connectTimeoutMs(99));
    }
}
