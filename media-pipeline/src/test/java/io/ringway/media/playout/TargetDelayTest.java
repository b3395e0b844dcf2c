package io.ringway.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TargetDelayTest {

    private static final long MS = 1_000_000;

    private final TargetDelay target = new TargetDelay(PlayoutSettings.DEFAULTS);
    private long nowNs;

    private void arrive(int packets, java.util.function.DoubleSupplier delayMs) {
        for (int n = 0; n < packets; n++) {
            nowNs += 20 * MS;
            target.onArrival((long) (delayMs.getAsDouble() * MS), false, nowNs);
        }
    }

    private double targetMs() {
        return target.targetNs() / 1e6;
    }

    @Test
    void shouldBeginWhereTheSettingsSay() {
        assertEquals(60, targetMs());
    }

    @Test
    void shouldCoverEvenJitterWithinAFewMilliseconds() {
        Random random = new Random(1);
        arrive(3_000, () -> 70 * random.nextDouble());
        assertEquals(70, targetMs(), 5);
    }

    @Test
    void shouldGiveUpSingleOutliersButNotOneInTwentyHalfSeconds() {
        arrive(3_000, () -> 8);
        target.onArrival(400 * MS, false, nowNs);
        arrive(100, () -> 8);
        assertEquals(10, targetMs(), "one outlier in a minute");
        for (int i = 0; i < 30; i++) {
            arrive(175, () -> 8);
            target.onArrival(50 * MS, false, nowNs);
        }
        assertEquals(55, targetMs(), "every 3.5 seconds");
    }

    @Test
    void shouldComeDownWithinSecondsAfterJitterEnds() {
        Random random = new Random(2);
        arrive(500, () -> 100 * random.nextDouble());
        assertTrue(targetMs() >= 90);
        arrive(50 * 90, () -> 1);
        assertTrue(targetMs() <= 10, "after 90 s: " + targetMs());
    }

    @Test
    void shouldWaitForReorderedPacketsAsLongAsItPays() {
        for (int n = 0; n < 5_000; n++) {
            nowNs += 20 * MS;
            target.onArrival(n % 20 == 0 ? 100 * MS : 0, n % 20 == 0, nowNs);
        }
        assertEquals(120, targetMs(), 15, "5 % reordered by 100 ms");
    }

    @Test
    void shouldRememberPeaksThatComeBack() {
        arrive(1_500, () -> 2);
        for (int i = 0; i < 3; i++) {
            target.onArrival(150 * MS, false, nowNs);
            arrive(400, () -> 2);
        }
        assertTrue(targetMs() >= 150, "" + targetMs());
        arrive(50 * 30, () -> 2);
        assertTrue(targetMs() <= 10, "peaks ended half a minute ago: " + targetMs());
    }

    @Test
    void shouldStayWithinTheSettings() {
        TargetDelay bounded = new TargetDelay(new PlayoutSettings(40, 80, 60, 200, 2_000));
        for (int n = 0; n < 200; n++) {
            bounded.onArrival(0, false, n * 20L * MS);
        }
        assertEquals(40 * MS, bounded.targetNs());
        for (int n = 200; n < 2_000; n++) {
            bounded.onArrival(500 * MS, false, n * 20L * MS);
        }
        assertEquals(80 * MS, bounded.targetNs());
    }
}
