package io.ringway.media.jitter;

import static io.ringway.media.jitter.JitterFeed.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeded networks, run faster than real time. */
class JitterSimTest {

    private static final int PACKETS = 20_000;

    private record Arrival(int n, long atNs) {}

    @ParameterizedTest(name = "seed {0}: loss {1} %, jitter {2} ms, duplicates {3} %, bursts {4}")
    @CsvSource({
        "1, 0, 0, 0, false",
        "2, 1, 10, 0, false",
        "3, 5, 30, 1, false",
        "4, 20, 60, 5, false",
        "5, 3, 100, 2, true",
        "6, 10, 0, 0, true",
        "7, 0, 150, 20, false"
    })
    void shouldHandOnEachPacketOnceInOrderOrSayThatItIsMissing(
            long seed, int lossPercent, int jitterMs, int duplicatePercent, boolean bursts) {
        JitterFeed feed = new JitterFeed(65_000, 0xFFFF_0000L);
        int dropped = 0;
        Set<Integer> arrived = new HashSet<>();
        for (Arrival arrival : network(seed, lossPercent, jitterMs, duplicatePercent, bursts)) {
            feed.advance(arrival.atNs());
            if (feed.insert(arrival.n(), arrival.atNs()) < 0) {
                dropped++;
            }
            arrived.add(arrival.n());
        }
        long endNs = (PACKETS + 1_000) * 20L * MS;
        feed.advance(endNs);
        assertEquals(0, feed.buffer.flush(endNs));
        assertEquals(0, feed.slab.used());
        long released = feed.out.packets.size();
        long missing = feed.out.gaps.stream().mapToLong(RecordedStream.Gap::missing).sum();
        int first = feed.out.packets.getFirst().tag();
        int last = feed.out.packets.getLast().tag();
        assertEquals(last - first + 1, released + missing);
        assertTrue(arrived.size() - released <= dropped);
        long longestNs =
                feed.out.packets.stream().mapToLong(RecordedStream.Packet::heldNs).max().orElse(0);
        assertTrue(longestNs <= 200 * MS, "held " + longestNs);
        if (jitterMs == 0) {
            assertEquals(arrived.size(), released);
        }
        // Within what the longest wait can cover, nearly all that arrived must be used.
        assertTrue(released >= arrived.size() * 0.985, released + " of " + arrived.size());
    }

    private static List<Arrival> network(
            long seed, int lossPercent, int jitterMs, int duplicatePercent, boolean bursts) {
        Random random = new Random(seed);
        List<Arrival> arrivals = new ArrayList<>();
        boolean bad = false;
        for (int n = 0; n < PACKETS; n++) {
            bad = bursts && (bad ? random.nextInt(100) < 70 : random.nextInt(100) < 2);
            if (bad || random.nextInt(100) < lossPercent) {
                continue;
            }
            long sentNs = n * 20L * MS;
            int copies = random.nextInt(100) < duplicatePercent ? 2 : 1;
            for (int copy = 0; copy < copies; copy++) {
                long delayNs = jitterMs == 0 ? 0 : random.nextLong(jitterMs * MS);
                arrivals.add(new Arrival(n, sentNs + delayNs));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atNs));
        return arrivals;
    }
}
