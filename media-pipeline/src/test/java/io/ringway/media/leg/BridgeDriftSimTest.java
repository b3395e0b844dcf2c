package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.BridgeStatistics;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.G711;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Half an hour of a party whose clock is not ours, in virtual time. */
@Timeout(180)
class BridgeDriftSimTest {

    private static final long MS = HearingLeg.MS;
    private static final int PACKETS = 30 * 60 * 50;
    private static final int TICKS = 160;

    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[TICKS]);
    private double phase;

    @ParameterizedTest
    @CsvSource({"100, PCMA, 1", "-100, PCMA, 2", "100, PCMU, 3", "-100, PCMU, 4"})
    void shouldNeitherFallBehindNorPileUp(int ppm, Codec hearing, long seed) {
        PayloadFormat format =
                new PayloadFormat(hearing == Codec.PCMU ? 0 : 8, hearing, 8_000, 1, false);
        SplittableRandom random = new SplittableRandom(seed);
        try (HearingLeg leg = new HearingLeg(format)) {
            leg.outlet.keeping = false;
            long startNs = leg.nowNs;
            double leastMs = Double.MAX_VALUE;
            double mostMs = 0;
            for (int i = 0; i < PACKETS; i++) {
                long sentNs = startNs + 20 * MS * i - 20L * i * ppm;
                leg.runUntil(Math.max(leg.nowNs, sentNs + random.nextLong(5 * MS)));
                speak();
                leg.hear(Codec.PCMU, i, (long) i * TICKS, payload, TICKS);
                if (i > 500) {
                    double delayMs = leg.output.statistics(0).delayMs();
                    leastMs = Math.min(leastMs, delayMs);
                    mostMs = Math.max(mostMs, delayMs);
                }
                assertTrue(leg.slab.used() <= 5, "seed " + seed + ": waiting " + leg.slab.used());
            }
            BridgeStatistics.Direction end = leg.output.statistics(0);
            String run = "seed " + seed + ": " + leastMs + " to " + mostMs + " ms, " + end;
            // 60 on a clean path, and what its packets come late.
            assertTrue(mostMs < 65, run);
            assertEquals(PACKETS, end.packets(), run);
            assertTrue(end.concealedSamples() < PACKETS * TICKS / 1_000, run);
            long frames = hearing == Codec.PCMU ? PACKETS : (leg.nowNs - startNs) / (20 * MS);
            assertTrue(Math.abs(frames - leg.outlet.sent) <= 10, run);
        }
    }

    /** A voice: a pitch that glides, so that a period can be left out or said again. */
    private void speak() {
        for (int i = 0; i < TICKS; i++) {
            phase += 2 * Math.PI * (150 + 30 * Math.sin(phase / 400)) / 8_000;
            double sample = 5_000 * Math.sin(phase) + 2_000 * Math.sin(3 * phase);
            payload.putByte(i, G711.MU_LAW.encode((short) sample));
        }
    }
}
