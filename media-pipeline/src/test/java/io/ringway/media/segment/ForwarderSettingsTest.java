package io.ringway.media.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.segment.ForwarderSettings.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class ForwarderSettingsTest {

    @Test
    void shouldReadTargets() {
        assertEquals(new Target("speech.example", 50_051), Target.parse("speech.example:50051"));
        assertEquals(new Target("::1", 1), Target.parse("[::1]:1"));
        assertEquals("[::1]:1", Target.parse("[::1]:1").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host", "host:", ":1", "::1:5", "host:0", "host:65536", "h:-1", "h:x"})
    void shouldSayWhatATargetHasToBe(String text) {
        var e = assertThrows(IllegalArgumentException.class, () -> Target.parse(text));
        assertTrue(String.valueOf(e.getMessage()).startsWith("speech-target must be"));
    }

    @Test
    void shouldAlwaysHaveABatchToFill() {
        BatchSettings all = BatchSettings.DEFAULTS;
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new BatchSettings(
                                all.batchBytes(),
                                all.inFlightBatches() + 1,
                                all.maxSegments(),
                                all.inFlightBatches(),
                                all.flushAgeNs(),
                                true,
                                all.maxQueueAgeNs(),
                                all.eventQueueCapacity()));
    }

    @Test
    void shouldDoubleWaitsUpToABound() {
        Backoff backoff = new Backoff(100, 350, 3);
        for (long expected : new long[] {100, 200, 350, 350}) {
            long delayNs = backoff.nextDelayNs();
            assertTrue(Math.abs(delayNs - expected) <= expected / 5, "waited " + delayNs);
        }
        backoff.reset();
        assertTrue(backoff.nextDelayNs() <= 120);
        assertTrue(backoff.longestDelayNs() >= 280);
    }

    @Test
    void shouldSortDelaysIntoBuckets() {
        DelayHistogram histogram = new DelayHistogram();
        assertEquals(-1, histogram.snapshot().quantileUs(0.5));
        for (long delayNs : new long[] {0, 50_000, 50_001, 1_000_000_000, 1_000_000_001}) {
            histogram.record(delayNs);
        }
        DelayHistogram.Snapshot snapshot = histogram.snapshot();
        assertEquals(5, snapshot.count());
        assertEquals(2, snapshot.counts()[0]);
        assertEquals(1, snapshot.counts()[1]);
        assertEquals(1, snapshot.counts()[snapshot.boundsUs().length]);
        assertEquals(100, snapshot.quantileUs(0.5));
        assertEquals(Long.MAX_VALUE, snapshot.quantileUs(1));
        assertEquals(2_000_100_002, snapshot.sumNs());
    }
}
