package io.ringway.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeded networks, faster than real time: how late, how much made up, how clean. */
@Timeout(120)
class PlayoutSimTest {

    private static final long MS = 1_000_000;
    private static final int RATE = 16_000;
    private static final int SAMPLES = 320;
    private static final short[] VOICE = Tones.voice(RATE, 20, 4);
    private static final double SHARPNESS = Tones.sharpest(VOICE, 0, VOICE.length);

    private static PlayoutFeed feed() {
        return new PlayoutFeed(new RecitingDecoder(VOICE, RATE, 1, 48_000));
    }

    private static byte[] packet(int n) {
        return Tones.packet(n, SAMPLES);
    }

    /** The best a buffer can do is the jitter and what the reader's grid adds: up to a frame. */
    @ParameterizedTest(name = "{0} ms of jitter, reordering {1}, read every {2} ms")
    @CsvSource({
        "0, false, 20", "5, false, 20", "10, true, 20", "20, false, 20", "40, true, 20",
        "60, false, 20", "100, false, 20", "0, false, 10", "20, true, 10", "60, true, 10",
        "100, true, 10"
    })
    void shouldStayNearTheJitterWithHardlyAnyConcealment(
            int jitterMs, boolean reorder, int frameMs) {
        try (PlayoutFeed feed = feed()) {
            feed.frameMs = frameMs;
            Network network = Network.of(6_000, 20, 0).jitter(jitterMs, reorder, 11);
            feed.run(network, PlayoutSimTest::packet, 0);
            double delayMs = feed.meanDelayMs(feed.reads / 10);
            System.out.printf(
                    "jitter %d ms, frames of %d: delay %.1f ms, concealed %.3f %%%n",
                    jitterMs, frameMs, delayMs, feed.concealedPercent());
            assertTrue(delayMs < jitterMs + frameMs + 10, "delay " + delayMs);
            assertTrue(feed.concealedPercent() < 0.3, "concealed " + feed.concealedPercent());
            short[] heard = feed.heard();
            double sharpest = Tones.sharpest(heard, 400, heard.length);
            assertTrue(sharpest < 1.5 * SHARPNESS, sharpest + " of " + SHARPNESS);
        }
    }

    @ParameterizedTest(name = "{0} of packets lost, {1} in a row, {2} ms of jitter")
    @CsvSource({
        "0.01, 1, 0",
        "0.05, 1, 20",
        "0.10, 1, 40",
        "0.20, 1, 10",
        "0.05, 3, 20",
        "0.10, 5, 0"
    })
    void shouldConcealLittleMoreThanIsLost(double share, double inARow, int jitterMs) {
        try (PlayoutFeed feed = feed()) {
            Network network = Network.of(6_000, 20, 0).jitter(jitterMs, false, 5);
            network = inARow > 1 ? network.loseBursts(share, inARow, 6) : network.lose(share, 6);
            double lostPercent = 100 - network.arrivals().size() / 60.0;
            feed.run(network, PlayoutSimTest::packet, 0);
            System.out.printf(
                    "lost %.2f %%, jitter %d ms: delay %.1f ms, concealed %.2f %%%n",
                    lostPercent, jitterMs, feed.meanDelayMs(300), feed.concealedPercent());
            assertEquals(lostPercent, feed.concealedPercent(), 0.1 * lostPercent + 0.15);
            double most = jitterMs + (inARow > 1 ? 60 : 40);
            assertTrue(feed.meanDelayMs(300) < most, "delay " + feed.meanDelayMs(300));
            short[] heard = feed.heard();
            double sharpest = Tones.sharpest(heard, 400, heard.length);
            assertTrue(sharpest < 2 * SHARPNESS, sharpest + " of " + SHARPNESS);
        }
    }

    @ParameterizedTest(name = "{0} ppm for {1} hours")
    @CsvSource({"300, 2", "-300, 2", "50, 1"})
    void shouldAbsorbDriftingClocksForHours(double ppm, int hours) {
        int packets = hours * 180_000;
        try (PlayoutFeed feed = feed().forgetful()) {
            feed.run(Network.of(packets, 20, ppm).jitter(5, false, 9), PlayoutSimTest::packet, 0);
            double drifted = Math.abs(ppm) / 1e6 * hours * 3_600 * RATE;
            long corrected =
                    feed.statistics.acceleratedSamples() - feed.statistics.expandedSamples();
            System.out.printf(
                    "%+.0f ppm: delay mean %.1f, most %.1f ms, concealed %d, corrected %d of %.0f%n",
                    ppm,
                    feed.meanDelayMs(100),
                    feed.maxDelayMs(100),
                    feed.statistics.concealedSamples(),
                    corrected,
                    drifted);
            assertTrue(feed.maxDelayMs(100) < 60, "delay " + feed.maxDelayMs(100));
            assertTrue(feed.concealedPercent() < 0.001, "" + feed.statistics.concealedSamples());
            assertEquals(0, feed.statistics.discardedSamples());
            assertEquals(drifted, Math.signum(ppm) * corrected, 0.01 * drifted + 1_500);
        }
    }

    @Test
    void shouldShrinkTheDelayWithinASecondAfterABurst() {
        try (PlayoutFeed feed = feed()) {
            Network network = Network.of(3_000, 20, 0).jitter(10, false, 2).stall(40_000, 40_300);
            feed.run(network, PlayoutSimTest::packet, 0);
            int burst = 40_300 / 20;
            double before = feed.delaysMs[burst - 40];
            int settled = burst;
            while (feed.delaysMs[settled] > before + 25) {
                settled++;
            }
            int tookMs = (settled - burst) * 20;
            System.out.printf(
                    "stall of 300 ms: delay %.1f ms before, %.1f at most, back in %d ms%n",
                    before, feed.maxDelayMs(burst - 2), tookMs);
            assertTrue(tookMs <= 1_200, "took " + tookMs + " ms");
            assertEquals(0, feed.statistics.discardedSamples());
            short[] heard = feed.heard();
            double sharpest = Tones.sharpest(heard, 400, heard.length);
            assertTrue(sharpest < 1.5 * SHARPNESS, sharpest + " of " + SHARPNESS);
        }
    }

    @Test
    void shouldBoundTheDelayAfterAnOutageOfSeconds() {
        try (PlayoutFeed feed = feed()) {
            Network network = Network.of(3_000, 20, 0).stall(30_000, 35_000);
            feed.run(network, PlayoutSimTest::packet, 0);
            assertTrue(feed.maxDelayMs(0) <= 1_250, "delay " + feed.maxDelayMs(0));
            int later = (35_000 + 6_000) / 20;
            assertTrue(feed.delaysMs[later] < 100, "six seconds later " + feed.delaysMs[later]);
        }
    }

    @Test
    void shouldNotMindAReaderThatIsNotPunctual() {
        try (PlayoutFeed feed = feed()) {
            java.util.Random random = new java.util.Random(8);
            for (int n = 0; n < 3_000; n++) {
                feed.nowNs = n * 20L * MS + random.nextLong(6 * MS);
                feed.read();
                feed.insert(n, packet(n), n * 20L * MS + 8 * MS);
            }
            assertTrue(feed.concealedPercent() < 0.05, "" + feed.concealedPercent());
            assertTrue(feed.meanDelayMs(200) < 40, "" + feed.meanDelayMs(200));
            long stretched =
                    feed.statistics.acceleratedSamples() + feed.statistics.expandedSamples();
            assertTrue(stretched < 0.003 * feed.statistics.playedSamples(), "" + stretched);
        }
    }
}
