package io.ringway.signaling.whip;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Servers that are told to clients in a Link header. */
final class IceServerTest {

    @Test
    void shouldRefuseIceServersThatWouldBreakTheLink() {
        assertThrows(IllegalArgumentException.class, () -> IceServer.of("http://x"));
        assertThrows(IllegalArgumentException.class, () -> IceServer.of("stun:a>b"));
        assertThrows(IllegalArgumentException.class, () -> new IceServer("turn:x", "a\"b", "c"));
        assertTrue(!new IceServer("turn:x", "u", "secret").toString().contains("secret"));
    }
}
