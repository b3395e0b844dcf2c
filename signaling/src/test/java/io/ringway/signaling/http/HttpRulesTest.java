package io.ringway.signaling.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small rules, each by its table. */
final class HttpRulesTest {

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "'*/*', true",
        "application/sdp, true",
        "'APPLICATION/SDP;q=0.1', true",
        "'application/*', true",
        "'text/html', false",
        "'text/html, */*;q=0.1', true",
        "'application/sdp;q=0, */*', false",
        "'*/*;q=0', false",
        "'*/*;q=0.000', false",
        "'application/*;q=0, application/sdp;q=0.001', true"
    })
    void shouldWeighAcceptBySpecificity(String accept, boolean admitted) {
        assertEquals(admitted, Accept.admits(accept, "application/sdp"));
    }

    @Test
    void shouldAdmitAnythingWithoutAccept() {
        assertTrue(Accept.admits("", "application/sdp"));
    }

    @Test
    void shouldRefillTokensOverTime() {
        long second = 1_000_000_000L;
        for (long start : new long[] {0, Long.MAX_VALUE - second, Long.MIN_VALUE}) {
            RateLimit rate = new RateLimit(10, 2, start);
            assertTrue(rate.tryTake(start));
            assertTrue(rate.tryTake(start));
            assertFalse(rate.tryTake(start));
            assertFalse(rate.tryTake(start + second / 20));
            assertTrue(rate.tryTake(start + second / 10));
            assertFalse(rate.tryTake(start + second / 10));
            assertTrue(rate.tryTake(start + 100 * second));
            assertTrue(rate.tryTake(start + 100 * second));
            assertFalse(rate.tryTake(start + 100 * second));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'*', '\"a\"', true, false",
        "'\"a\"', '\"a\"', true, true",
        "'W/\"a\"', '\"a\"', true, false",
        "'\"b\", \"a\"', '\"a\"', true, true",
        "'\"b\"', '\"a\"', false, false"
    })
    void shouldCompareEntityTags(String list, String etag, boolean weakly, boolean strongly) {
        assertEquals(weakly, EntityTag.matchesAny(list, etag));
        assertEquals(strongly, EntityTag.matchesStrongly(list, etag));
        assertFalse(EntityTag.matchesAny("", etag));
    }

    @Test
    void shouldParseTargets() {
        RequestTarget target = RequestTarget.parse("http://host:80/a%2Fb/c+d/?x=1&x=2&y=%C3%BC");
        assertTrue(target != null);
        assertEquals(List.of("a/b", "c+d", ""), target.segments());
        assertEquals("1", target.query().get("x"));
        assertEquals("ü", target.query().get("y"));
        RequestTarget root = RequestTarget.parse("http://host");
        assertTrue(root != null && root.path().equals("/"));
        RequestTarget server = RequestTarget.parse("*");
        assertTrue(server != null && server.isServer());
        assertNull(RequestTarget.parse("relative"));
        assertNull(RequestTarget.parse("/%"));
        assertNull(RequestTarget.parse("/a?b=%zz"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":1}x",
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "{\"a\":NaN}",
                "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]",
                "{\"n\":1234567890123456789012345678901234567890}",
                "\"\u0001\"",
                "nul"
            })
    void shouldReadJsonStrictly(String text) {
        IOException e =
                assertThrows(
                        IOException.class, () -> Json.read(text.getBytes(StandardCharsets.UTF_8)));
        assertFalse(Json.reason(e).isBlank());
    }

    @Test
    void shouldNameTheSettingThatIsWrong() {
        var e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> TestHttp.limited(0, 1, 1, 1_000, 1_000, 1_000));
        assertEquals("max-connections must be 1 to 1000000, got 0", e.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> new WebSocketSettings(1 << 17, 32, 512, 500, 500));
        assertThrows(IllegalArgumentException.class, () -> HttpSettings.defaults().at(" ", 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> HttpSettings.defaults().at("0.0.0.0", 65_536));
    }

    @Test
    void shouldRefuseHeadersThatWouldSplitTheAnswer() {
        assertThrows(IllegalArgumentException.class, () -> new Header("X", "a\r\nSet-Cookie: b"));
    }
}
