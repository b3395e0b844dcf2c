package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.BridgeStatistics;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.G711;
import io.ringway.media.leg.SentPackets.Sent;
import java.util.ArrayList;
import java.util.List;
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

    /** Ten seconds. */
    private static final int BURST_EVERY = 500;

    private static final int LOUD = 14_000;
    private static final long NONE = -1;

    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[TICKS]);
    private double phase;

    /** From the packet that brings a burst to the packet that is sent with the first of it. */
    private final List<Double> delaysMs = new ArrayList<>();

    private long burstNs = NONE;

    /** A sender's clock that is fast, and one that is slow: the two directions of one bridge. */
    @ParameterizedTest
    @CsvSource({"100, PCMA, 1", "-100, PCMA, 2", "100, PCMU, 3", "-100, PCMU, 4"})
    void shouldNeitherFallBehindNorPileUp(int ppm, Codec hearing, long seed) {
        PayloadFormat format =
                new PayloadFormat(hearing == Codec.PCMU ? 0 : 8, hearing, 8_000, 1, false);
        try (HearingLeg leg = new HearingLeg(format)) {
            leg.outlet.keeping = false;
            long startNs = leg.nowNs;
            talk(leg, hearing == Codec.PCMU ? G711.MU_LAW : G711.A_LAW, ppm, seed);
            BridgeStatistics.Direction end = leg.output.statistics(0);
            String run = "seed " + seed + ": " + delaysMs + ", " + end;
            assertSteady(run);
            assertEquals(PACKETS, end.packets(), run);
            assertTrue(end.concealedSamples() < PACKETS * TICKS / 1_000, run);
            long frames = hearing == Codec.PCMU ? PACKETS : (leg.nowNs - startNs) / (20 * MS);
            assertTrue(Math.abs(frames - leg.outlet.sent) <= 10, run);
        }
    }

    /** Without a remedy the clocks are 180 ms apart in the end. */
    private void assertSteady(String run) {
        assertTrue(delaysMs.size() >= PACKETS / BURST_EVERY - 2, run);
        for (double delayMs : delaysMs) {
            // 60 on a clean path, and what its packets come late.
            assertTrue(delayMs < 65, run);
        }
        double first = median(delaysMs.subList(1, 31));
        double last = median(delaysMs.subList(delaysMs.size() - 30, delaysMs.size()));
        assertTrue(Math.abs(last - first) <= 5, run + ": " + first + " ms became " + last);
    }

    private static double median(List<Double> delaysMs) {
        return delaysMs.stream().sorted().toList().get(delaysMs.size() / 2);
    }

    private void talk(HearingLeg leg, G711 heardIn, int ppm, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long startNs = leg.nowNs;
        for (int i = 0; i < PACKETS; i++) {
            long sentNs = startNs + 20 * MS * i - 20L * i * ppm;
            runUntil(leg, heardIn, Math.max(leg.nowNs, sentNs + random.nextLong(5 * MS)));
            speak(i % BURST_EVERY == 0);
            if (i % BURST_EVERY == 0) {
                burstNs = leg.nowNs;
                leg.outlet.keeping = true;
            }
            leg.hear(Codec.PCMU, i, (long) i * TICKS, payload, TICKS);
            listen(leg, heardIn);
            assertTrue(leg.slab.used() <= 5, "seed " + seed + ": waiting " + leg.slab.used());
        }
    }

    /** Millisecond by millisecond while a burst is on its way. */
    private void runUntil(HearingLeg leg, G711 heardIn, long endNs) {
        while (burstNs != NONE && leg.nowNs + MS < endNs) {
            leg.runUntil(leg.nowNs + MS);
            listen(leg, heardIn);
        }
        leg.runUntil(endNs);
    }

    private void listen(HearingLeg leg, G711 heardIn) {
        if (burstNs == NONE) {
            return;
        }
        for (Sent packet : leg.outlet.packets) {
            if (isLoud(packet, heardIn)) {
                delaysMs.add((leg.nowNs - burstNs) / (double) MS);
                burstNs = NONE;
                leg.outlet.keeping = false;
                break;
            }
        }
        leg.outlet.packets.clear();
    }

    private static boolean isLoud(Sent packet, G711 codedIn) {
        for (byte octet : packet.payload()) {
            if (Math.abs(codedIn.decode(octet)) > LOUD) {
                return true;
            }
        }
        return false;
    }

    /** A voice: a pitch that glides, so that a period can be left out or said again. */
    private void speak(boolean burst) {
        for (int i = 0; i < TICKS; i++) {
            phase += 2 * Math.PI * (150 + 30 * Math.sin(phase / 400)) / 8_000;
            double voice = 5_000 * Math.sin(phase) + 2_000 * Math.sin(3 * phase);
            double sample = burst ? 25_000 * Math.sin(2 * Math.PI * i / 8) : voice;
            payload.putByte(i, G711.MU_LAW.encode((short) sample));
        }
    }
}
