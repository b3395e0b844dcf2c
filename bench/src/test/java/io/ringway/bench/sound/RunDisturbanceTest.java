package io.ringway.bench.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs a busy machine spoilt have to be seen. */
@Timeout(10)
final class RunDisturbanceTest {

    private static final long US = 1_000;

    private static long[] lateNs(int packets, long usual) {
        long[] lateNs = new long[packets];
        Arrays.fill(lateNs, usual);
        return lateNs;
    }

    @Test
    void shouldSeeLateSending() {
        long[] lateNs = lateNs(1_000, 100 * US);
        SendError fine = SendError.of(lateNs.clone(), 0);
        assertEquals(0.1, fine.p99Ms(), 1e-9);
        assertFalse(fine.disturbed());
        Arrays.fill(lateNs, 0, 20, 2_000 * US);
        assertTrue(SendError.of(lateNs.clone(), 0).disturbed());
    }

    @Test
    void shouldSeeOneLongStallAndRefusedPackets() {
        long[] lateNs = lateNs(1_000, 100 * US);
        assertTrue(SendError.of(lateNs.clone(), 1).disturbed());
        lateNs[500] = 21_000 * US;
        assertTrue(SendError.of(lateNs, 0).disturbed());
    }

    @Test
    void shouldSeeLostFrames() {
        double[] pulledMs = new double[200];
        Arrays.setAll(pulledMs, n -> 10.0 * n + (n % 3 == 0 ? 0.3 : 0));
        assertFalse(PullError.of(pulledMs, 10).disturbed());
        assertEquals(0.3, PullError.of(pulledMs, 10).maxMs(), 1e-9);
        Arrays.setAll(pulledMs, n -> 10.0 * (n < 100 ? n : n + 2));
        assertEquals(2, PullError.of(pulledMs, 10).missing());
        assertTrue(PullError.of(pulledMs, 10).disturbed());
    }

    @Test
    void shouldSeePullingThatStalls() {
        double[] pulledMs = new double[200];
        Arrays.setAll(pulledMs, n -> n >= 100 && n < 104 ? 1_040 : 10.0 * n);
        PullError error = PullError.of(pulledMs, 10);
        assertEquals(40, error.maxMs(), 1e-9);
        assertEquals(0, error.missing());
        assertTrue(error.disturbed());
    }
}
