package io.ringway.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureClockTest {

    private static final long MS = 1_000_000;
    private static final long START_NS = 1_750_000_000_000L * MS;
    private static final int FRAME = 960;

    private final CaptureClock clock = new CaptureClock(48_000);

    @Test
    void shouldGiveTheTimeOfArrivalUntilTheSenderToldItsOwn() {
        assertEquals(START_NS, clock.unixNs(1_000, START_NS));
        assertEquals(START_NS + 27 * MS, clock.unixNs(1_960, START_NS + 27 * MS));
        // The sender's clock is three hours ahead of ours: that is a change, followed at once.
        long theirs = START_NS + 3 * 3_600_000 * MS;
        report(theirs, 1_000);
        assertNear(theirs + 40 * MS, clock.unixNs(2_920, START_NS + 44 * MS));
    }

    @Test
    void shouldIgnoreAReportThatWasOvertaken() {
        report(START_NS + 5_000 * MS, 240_000);
        report(START_NS + 13 * MS, 0);
        assertNear(START_NS + 5_020 * MS, clock.unixNs(240_960, 0));
    }

    @Test
    void shouldFollowASenderThatSetsItsClockBack() {
        report(START_NS, 0);
        assertNear(START_NS + 20 * MS, clock.unixNs(FRAME, 0));
        report(START_NS - 60_000 * MS, 1_920);
        assertNear(START_NS - 60_000 * MS, clock.unixNs(1_920, 0));
    }

    @ParameterizedTest
    @CsvSource({"300, 0, 11", "-300, 0, 12", "300, 15, 13", "-300, 15, 14"})
    void shouldNeverGoBackHoweverTheSenderDriftsAndStampsItsReports(
            int driftPpm, int stampJitterMs, long seed) {
        Random random = new Random(seed);
        long lastNs = Long.MIN_VALUE;
        long rtp = 0xFFFF_F000L;
        long origin = rtp;
        for (int frame = 0; frame < 180_000; frame++) {
            double rtpNs = (rtp - origin) / 48e-6 / 1_000 * 1_000;
            long trueNs = START_NS + (long) (rtpNs * (1 + driftPpm / 1e6));
            if (frame % 250 == 249) {
                long stampNs = (long) (stampJitterMs * MS * random.nextDouble());
                report(trueNs + stampNs, rtp);
            }
            long ns = clock.unixNs(rtp, trueNs);
            assertTrue(ns >= lastNs, "frame " + frame + " went back by " + (lastNs - ns) + " ns");
            long off = Math.abs(ns - trueNs);
            assertTrue(off < (stampJitterMs + 3) * MS, "frame " + frame + " is " + off + " ns off");
            lastNs = ns;
            rtp += FRAME;
        }
    }

    @Test
    void shouldGoOnWhenTheRtpClockChangesItsRate() {
        report(START_NS, 0);
        assertNear(START_NS + 20 * MS, clock.unixNs(960, 0));
        clock.setClock(1_920, 8_000);
        assertNear(START_NS + 40 * MS, clock.unixNs(1_920, 0));
        assertNear(START_NS + 60 * MS, clock.unixNs(2_080, 0));
    }

    @Test
    void shouldTellWhenALatePacketWasCapturedWithoutGoingBackForOthers() {
        report(START_NS, 0);
        long last = clock.unixNs(4_800, 0);
        assertNear(START_NS + 20 * MS, clock.unixNs(960, 0));
        assertTrue(clock.unixNs(5_760, 0) > last);
    }

    private void report(long unixNs, long rtpTimestamp) {
        clock.onSenderReport(NtpTime.ofUnixNs(unixNs), rtpTimestamp & 0xFFFF_FFFFL);
    }

    private static void assertNear(long expectedNs, long actualNs) {
        assertTrue(Math.abs(expectedNs - actualNs) < 1_000, expectedNs + " and " + actualNs);
    }
}
