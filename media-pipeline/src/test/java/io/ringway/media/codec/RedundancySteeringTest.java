package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class RedundancySteeringTest {

    private static final long SECOND_NS = 1_000_000_000;

    private final RedundancySteering steering = new RedundancySteering();
    private long nowNs = Long.MAX_VALUE - 3 * SECOND_NS;

    @Test
    void shouldPrepareForLossWithinTwoReportsAndStayNearIt() {
        report(10, 2);
        assertEquals(9, steering.expectedLossPercent(), 2);
        assertTrue(steering.redundant());
        report(10, 30);
        assertEquals(10, steering.expectedLossPercent(), 1);
    }

    @Test
    void shouldForgetLossSlowly() {
        report(20, 10);
        report(0, 10);
        assertTrue(steering.expectedLossPercent() >= 8, "after 10 s without loss");
        report(0, 90);
        assertEquals(0, steering.expectedLossPercent());
        assertFalse(steering.redundant());
    }

    @Test
    void shouldNotBeginForAStrayPacketNorFlutterAroundTheThreshold() {
        assertFalse(report(1, 60));
        assertEquals(0, steering.expectedLossPercent());
        report(4, 10);
        Random random = new Random(2);
        int changes = 0;
        for (int i = 0; i < 200; i++) {
            changes += report(1 + random.nextInt(3), 1) ? 1 : 0;
        }
        assertTrue(steering.redundant());
        assertTrue(changes <= 2, changes + " changes in 200 s of 1 to 3 %");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 128, 255, 256, 100_000, -1})
    void shouldStayWithinItsBounds(int fractionLost) {
        for (int i = 0; i < 20; i++) {
            nowNs += i % 3 == 0 ? 0 : SECOND_NS;
            steering.onReport(fractionLost, nowNs);
            int percent = steering.expectedLossPercent();
            assertTrue(percent == 0 || (percent >= 5 && percent <= 30), percent + " %");
        }
        boolean much = fractionLost >= 128;
        assertEquals(much ? RedundancySteering.MOST_PERCENT : 0, steering.expectedLossPercent());
    }

    @Test
    void shouldNotBeUpsetByAClockThatStandsOrReportsThatCrowd() {
        for (int i = 0; i < 10; i++) {
            steering.onReport(26, nowNs);
        }
        assertEquals(10, steering.expectedLossPercent(), 2);
        for (int i = 0; i < 1_000; i++) {
            steering.onReport(0, nowNs);
        }
        assertEquals(10, steering.expectedLossPercent(), 2);
    }

    /** One report a second. */
    private boolean report(int percent, int seconds) {
        boolean changed = false;
        for (int i = 0; i < seconds; i++) {
            nowNs += SECOND_NS;
            changed |= steering.onReport(percent * 256 / 100, nowNs);
        }
        return changed;
    }
}
