package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WallClockTest {

    private static final long SECOND_NS = 1_000_000_000L;

    private Instant now = Instant.ofEpochSecond(1_700_000_000L, 5);
    private final WallClock clock = new WallClock(() -> now);

    @Test
    void shouldMapPastTimesByTheOffsetMeasuredNow() {
        long unixNowNs = 1_700_000_000L * SECOND_NS + 5;
        assertEquals(unixNowNs, clock.unixNs(-40, -40));
        assertEquals(unixNowNs - 20, clock.unixNs(-60, -40));
    }

    @Test
    void shouldFollowAClockThatWasSetWithinASecond() {
        clock.unixNs(0, 0);
        now = now.plusSeconds(100);
        long before = clock.unixNs(SECOND_NS - 1, SECOND_NS - 1);
        long after = clock.unixNs(SECOND_NS, SECOND_NS);
        assertEquals(100 * SECOND_NS - SECOND_NS + 1, after - before);
    }
}
