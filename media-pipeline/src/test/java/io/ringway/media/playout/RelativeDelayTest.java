package io.ringway.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RelativeDelayTest {

    private static final long MS = 1_000_000;

    private final RelativeDelay delay = new RelativeDelay();

    @Test
    void shouldMeasureAgainstTheFastestPacket() {
        assertEquals(0, delay.onArrival(0, 100 * MS));
        assertEquals(30 * MS, delay.onArrival(960, 150 * MS));
        assertEquals(0, delay.onArrival(1_920, 130 * MS));
        assertEquals(15 * MS, delay.onArrival(2_880, 165 * MS));
    }

    @Test
    void shouldForgetAFastPacketAfterTwoSecondsOfTheStream() {
        delay.onArrival(0, 0);
        for (int n = 1; n < 95; n++) {
            assertEquals(40 * MS, delay.onArrival(n * 960L, (n * 20 + 40) * MS), "packet " + n);
        }
        for (int n = 95; n < 110; n++) {
            delay.onArrival(n * 960L, (n * 20 + 40) * MS);
        }
        assertEquals(0, delay.onArrival(110 * 960L, (110 * 20 + 40) * MS));
    }

    @Test
    void shouldFollowDriftingClocks() {
        double senderFasterPpm = -300;
        for (int n = 0; n < 500_000; n++) {
            long arrivalNs = (long) (n * 20.0 * MS / (1 + senderFasterPpm / 1e6));
            long late = delay.onArrival(n * 960L, arrivalNs);
            assertTrue(late < 0.7 * MS, "packet " + n + " seemed late by " + late);
        }
    }

    @Test
    void shouldKeepItsReferenceWhileTheSenderPauses() {
        delay.onArrival(0, 0);
        assertEquals(5 * MS, delay.onArrival(48_000, 1_005 * MS));
        assertEquals(7 * MS, delay.delayNs(96_000, 2_007 * MS));
    }
}
