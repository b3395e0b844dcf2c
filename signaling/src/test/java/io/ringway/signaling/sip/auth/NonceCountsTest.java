package io.ringway.signaling.sip.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NonceCountsTest {

    private static final InetAddress SOURCE = InetAddress.ofLiteral("2001:db8::7");
    private static final long LIFETIME_NS = 1_000;

    private final Nonces nonces = new Nonces(new byte[32], "here", LIFETIME_NS);
    private final NonceCounts counts = new NonceCounts(2, LIFETIME_NS);

    @ParameterizedTest
    @CsvSource({
        "1, 1, false",
        "1, 2, true",
        "1, 65, true",
        "65, 1, false",
        "64, 1, true",
        "70, 6, false",
        "70, 7, true",
        "0x7FFFFFFF, 0x80000000, true",
        "0xFFFFFFFF, 0xFFFFFFC0, true",
        "0xFFFFFFFF, 0xFFFFFFBF, false",
        "1, 0, false",
    })
    void shouldTakeACountOnceWithinTheWindow(String first, String second, boolean taken) {
        String nonce = nonces.issue(SOURCE, 0);
        assertTrue(counts.use(nonce, Long.decode(first), 0));
        assertEquals(taken, counts.use(nonce, Long.decode(second), 0));
    }

    @Test
    void shouldCallStaleWhatItHadToForget() {
        String old = nonces.issue(SOURCE, 0);
        String first = nonces.issue(SOURCE, 10);
        String second = nonces.issue(SOURCE, 20);
        String third = nonces.issue(SOURCE, 30);
        assertTrue(counts.use(first, 1, 40));
        assertTrue(counts.use(second, 1, 40));
        assertTrue(counts.use(third, 1, 40));
        assertEquals(2, counts.size());
        assertFalse(counts.use(first, 1, 41), "forgotten, so it must not work again");
        assertFalse(counts.use(old, 1, 41), "as old as the forgotten one");
        assertTrue(counts.use(third, 2, 41));
    }

    @Test
    void shouldMakeRoomOfExpiredOnes() {
        assertTrue(counts.use(nonces.issue(SOURCE, 0), 1, 0));
        assertTrue(counts.use(nonces.issue(SOURCE, 0), 1, 0));
        assertTrue(counts.use(nonces.issue(SOURCE, LIFETIME_NS), 1, LIFETIME_NS));
        assertEquals(1, counts.size());
    }

    @Test
    void shouldBoundSourcesThatFail() {
        FailureLimit limit = new FailureLimit(1, LIFETIME_NS, 2);
        InetAddress neighbour = InetAddress.ofLiteral("2001:db8::8");
        limit.failed(SOURCE, 0);
        assertTrue(limit.exceeded(neighbour, 1), "the same /64");
        limit.failed(InetAddress.ofLiteral("192.0.2.1"), 0);
        limit.failed(InetAddress.ofLiteral("192.0.2.2"), 0);
        assertEquals(2, limit.sources());
        assertFalse(limit.exceeded(SOURCE, 1));
    }
}
