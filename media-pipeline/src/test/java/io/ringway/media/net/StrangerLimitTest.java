package io.ringway.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrangerLimitTest {

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 500_000_000, Long.MIN_VALUE + 5})
    void shouldTakeTheAllowedRateOfAFlood(long startNs) {
        StrangerLimit limit = new StrangerLimit();
        int admitted = 0;
        long stepNs = TimeUnit.MICROSECONDS.toNanos(100);
        for (int i = 0; i < 100_000; i++) {
            admitted += limit.admit(startNs + i * stepNs) ? 1 : 0;
        }
        // A second's worth at once, then ten seconds of the rate.
        assertEquals(11 * StrangerLimit.PACKETS_PER_SECOND, admitted, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40})
    void shouldTakeEveryPacketOfAPhone(int everyMs) {
        StrangerLimit limit = new StrangerLimit();
        for (int i = 0; i < 1_000; i++) {
            assertTrue(limit.admit(TimeUnit.MILLISECONDS.toNanos((long) i * everyMs)));
        }
    }
}
