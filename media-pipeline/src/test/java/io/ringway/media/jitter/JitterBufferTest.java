package io.ringway.media.jitter;

import static io.ringway.media.jitter.JitterFeed.MS;
import static io.ringway.media.jitter.JitterFeed.TICKS;
import static io.ringway.media.jitter.JitterFeed.reason;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import io.ringway.media.rtp.MediaPacket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JitterBufferTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF})
    void shouldReleaseInOrderPacketsAtOnceAroundEveryWrap(int firstSequence) {
        JitterFeed feed = new JitterFeed(firstSequence, 0xFFFF_FFFFL - TICKS);
        for (int n = 0; n < 10; n++) {
            assertEquals(0, feed.insert(n));
            assertEquals(n + 1, feed.out.packets.size());
            RecordedStream.Packet packet = feed.out.packets.get(n);
            assertEquals(firstSequence + n, packet.sequence());
            assertEquals(0xFFFF_FFFFL - TICKS + (long) n * TICKS, packet.timestamp());
            assertEquals(0, packet.heldNs());
            assertEquals(0, feed.slab.used());
        }
        assertEquals(Long.MAX_VALUE, feed.buffer.nextDeadlineNs());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF})
    void shouldPutReorderedPacketsInOrderAroundEveryWrap(int firstSequence) {
        JitterFeed feed = new JitterFeed(firstSequence, 0xFFFF_F000L);
        feed.insert(0, 0);
        feed.insert(3, 5 * MS);
        feed.insert(2, 6 * MS);
        assertEquals(2, feed.slab.used());
        feed.insert(1, 7 * MS);
        feed.insert(4, 8 * MS);
        assertEquals(List.of("0", "1", "2", "3", "4"), feed.out.events);
        assertEquals(2 * MS, feed.out.packets.get(3).heldNs());
        assertEquals(0, feed.slab.used());
    }

    @Test
    void shouldWaitForNothingBeforeTheFirstPacket() {
        JitterFeed feed = new JitterFeed();
        assertEquals(Long.MAX_VALUE, feed.buffer.nextDeadlineNs());
        feed.buffer.onTimer(1_000 * MS);
        assertEquals(0, feed.buffer.flush(1_000 * MS));
        assertEquals(List.of(), feed.out.events);
    }

    @Test
    void shouldGiveUpAGapAfterTheShortestWaitOnACleanPath() {
        JitterFeed feed = new JitterFeed();
        feed.insert(0);
        feed.insert(3);
        assertEquals(60 * MS + 20 * MS, feed.buffer.nextDeadlineNs());
        feed.buffer.onTimer(80 * MS - 1);
        assertEquals(List.of("0"), feed.out.events);
        feed.buffer.onTimer(80 * MS);
        assertEquals(List.of("0", "gap 2", "3"), feed.out.events);
        assertEquals(
                new RecordedStream.Gap(1_001, 2, 3, 5_000 + 3 * TICKS), feed.out.gaps.getFirst());
        assertEquals(0, feed.slab.used());
    }

    @Test
    void shouldTimeEveryGapByItself() {
        JitterFeed feed = new JitterFeed();
        feed.insert(0, 0);
        feed.insert(2, 10 * MS);
        feed.insert(4, 15 * MS);
        feed.buffer.onTimer(30 * MS);
        assertEquals(List.of("0", "gap 1", "2"), feed.out.events);
        assertEquals(35 * MS, feed.buffer.nextDeadlineNs());
        feed.insert(3, 34 * MS);
        assertEquals(List.of("0", "gap 1", "2", "3", "4"), feed.out.events);
    }

    @Test
    void shouldTellDuplicatesFromLatePackets() {
        JitterFeed feed = new JitterFeed();
        feed.insert(0);
        feed.insert(2, 40 * MS);
        assertEquals(Counter.DROP_JITTER_DUPLICATE, reason(feed.insert(2, 41 * MS)));
        assertEquals(Counter.DROP_JITTER_DUPLICATE, reason(feed.insert(0, 42 * MS)));
        feed.buffer.onTimer(60 * MS);
        assertEquals(Counter.DROP_JITTER_LATE, reason(feed.insert(1, 61 * MS)));
        assertEquals(Counter.DROP_JITTER_DUPLICATE, reason(feed.insert(1, 62 * MS)));
        assertEquals(0, feed.slab.used());
        assertEquals(List.of("0", "gap 1", "2", "late 1"), feed.out.events);
    }

    @Test
    void shouldWaitLongerOnceReorderingWasSeenAndForgetItLater() {
        JitterFeed feed = new JitterFeed();
        int n = 0;
        for (; n < 200; n += 2) {
            feed.insert(n + 1, n * 20L * MS);
            feed.advance(n * 20L * MS + 60 * MS);
            feed.insert(n, n * 20L * MS + 60 * MS);
        }
        assertTrue(feed.buffer.gapWaitNs() >= 60 * MS);
        assertTrue(feed.buffer.gapWaitNs() <= 80 * MS);
        int recovered = feed.out.gaps.size();
        assertTrue(recovered < 15, "gaps before the wait had grown: " + recovered);
        for (int later = n; later < n + 20_000; later++) {
            feed.insert(later);
        }
        assertEquals(20 * MS, feed.buffer.gapWaitNs());
    }

    @Test
    void shouldNeverWaitLongerThanTheBound() {
        JitterFeed feed = new JitterFeed();
        for (int n = 0; n < 100; n += 2) {
            feed.insert(n + 1, n * 500L * MS);
            feed.advance(n * 500L * MS + 900 * MS);
            feed.insert(n, n * 500L * MS + 900 * MS);
        }
        assertEquals(200 * MS, feed.buffer.gapWaitNs());
    }

    @Test
    void shouldRestartAfterASequenceJumpWithoutLosingAPacket() {
        JitterFeed feed = new JitterFeed();
        feed.insert(0);
        feed.insert(1);
        assertEquals(0, feed.insert(100, 40_000, 77_000, 40 * MS));
        assertEquals(1, feed.slab.used());
        assertEquals(0, feed.insert(101, 40_001, 77_960, 60 * MS));
        assertEquals(0, feed.insert(102, 40_002, 78_920, 80 * MS));
        assertEquals(List.of("0", "1", "restart", "100", "101", "102"), feed.out.events);
        assertEquals(77_000, feed.out.packets.get(2).timestamp() & 0xFFFF_FFFFL);
        assertEquals(0, feed.slab.used());
    }

    @Test
    void shouldKeepExtendedNumbersGrowingAcrossARestartBackwards() {
        JitterFeed feed = new JitterFeed(40_000, 9_000_000);
        feed.insert(0);
        feed.insert(100, 20, 1_000, 20 * MS);
        feed.insert(101, 21, 1_960, 40 * MS);
        long sequence = feed.out.packets.get(1).sequence();
        assertEquals(65_536 + 20, sequence);
        assertEquals((1L << 32) + 1_000, feed.out.packets.get(1).timestamp());
    }

    @Test
    void shouldSurviveAStrayWithoutRestarting() {
        JitterFeed feed = new JitterFeed();
        feed.insert(0);
        feed.insert(999, 30_000, 1, 10 * MS);
        assertEquals(Counter.DROP_JITTER_OVERFLOW, reason(feed.insert(998, 45_000, 1, 11 * MS)));
        feed.insert(1);
        assertEquals(Counter.DROP_JITTER_DUPLICATE, reason(feed.insert(998, 45_000, 1, 21 * MS)));
        feed.insert(2);
        assertEquals(List.of("0", "1", "2"), feed.out.events);
        assertEquals(Counter.DROP_JITTER_OVERFLOW, reason(feed.buffer.flush(50 * MS)));
        assertEquals(0, feed.slab.used());
    }

    @Test
    void shouldNotTakeAnOldStrayForTheStartOfARestart() {
        JitterFeed feed = new JitterFeed();
        feed.insert(0);
        feed.insert(999, 30_000, 1, 10 * MS);
        assertEquals(
                Counter.DROP_JITTER_OVERFLOW, reason(feed.insert(998, 30_001, 961, 5_000 * MS)));
        assertEquals(List.of("0"), feed.out.events);
    }

    @ParameterizedTest
    @CsvSource({"-50, 3000000", "-50, 90000000", "-2, 4000000000", "-100, 3000000"})
    void shouldRestartWhenTheSenderBeginsAnewALittleLower(int step, long timestamp) {
        JitterFeed feed = new JitterFeed();
        for (int n = 0; n < 60; n++) {
            feed.insert(n);
        }
        int sequence = 1_060 + step;
        feed.insert(100, sequence, timestamp, 1_200 * MS);
        feed.insert(101, sequence + 1, timestamp + TICKS, 1_220 * MS);
        assertEquals("101", feed.out.events.getLast());
        assertTrue(feed.out.events.contains("restart"));
        assertEquals(62, feed.out.packets.size());
    }

    @Test
    void shouldDeclareOneGapForALongLossWithoutWaiting() {
        JitterFeed feed = new JitterFeed();
        feed.insert(0);
        feed.insert(2);
        assertEquals(0, feed.insert(1_000));
        assertEquals(List.of("0", "gap 1", "2", "gap 997", "1000"), feed.out.events);
        assertEquals(0, feed.slab.used());
    }

    @Test
    void shouldPassOnContiguousPacketsWhateverTheirTimestampsDo() {
        JitterFeed feed = new JitterFeed();
        long[] timestamps = {100, 50_000_000_000L, 50_000_000_960L, 7, 7, 2_147_483_000L};
        for (int n = 0; n < timestamps.length; n++) {
            assertEquals(0, feed.insert(n, 1_000 + n, timestamps[n], n * 20L * MS));
        }
        assertEquals(timestamps.length, feed.out.packets.size());
        for (int n = 0; n < timestamps.length; n++) {
            RecordedStream.Packet packet = feed.out.packets.get(n);
            assertEquals(timestamps[n] & 0xFFFF_FFFFL, packet.timestamp() & 0xFFFF_FFFFL);
            assertTrue(packet.timestamp() >= 0);
        }
    }

    @Test
    void shouldHandOnEverythingHeldWhenFlushed() {
        JitterFeed feed = new JitterFeed();
        feed.insert(0);
        feed.insert(2);
        feed.insert(5);
        assertEquals(0, feed.buffer.flush(200 * MS));
        assertEquals(List.of("0", "gap 1", "2", "gap 2", "5"), feed.out.events);
        assertEquals(0, feed.slab.used());
        assertEquals(Long.MAX_VALUE, feed.buffer.nextDeadlineNs());
    }

    @Test
    void shouldReportTheDelayItAdds() {
        JitterFeed feed = new JitterFeed();
        feed.insert(0, 0);
        feed.insert(2, 20 * MS);
        feed.insert(1, 38 * MS);
        AddedDelay delay = feed.buffer.addedDelay();
        assertEquals(6.0, delay.meanMs(38 * MS), 1e-9);
        assertEquals(2, delay.count(0));
        assertEquals(1, delay.count(3));
        assertEquals(0.0, delay.meanMs(5_000 * MS), 1e-9);
    }

    @Test
    void shouldGiveTheSlotBackWhenTheSinkThrows() {
        PacketSlab slab = new PacketSlab(4, 64);
        JitterSink broken = new RecordedStream();
        JitterBuffer buffer = new JitterBuffer(slab, broken, JitterSettings.DEFAULTS, 48_000);
        MediaPacket packet = new MediaPacket().payload(slab.buffer(), 1 << 20, 4).position(1, 0);
        int slot = slab.take();
        // A payload beyond the slab makes the sink's read fail.
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.insert(slot, packet));
        assertEquals(0, slab.used());
    }

    @Test
    void shouldCarryWhatTheHeaderSaidOfThePacket() {
        List<String> seen = new ArrayList<>();
        JitterSink sink =
                new JitterSink() {
                    @Override
                    public void onPacket(MediaPacket packet) {
                        seen.add("%d %b".formatted(packet.audioLevel(), packet.voiceBit()));
                        assertEquals(96, packet.payloadType());
                        assertEquals(packet.sequence() == 2, packet.marker());
                    }

                    @Override
                    public void onGap(long firstMissing, int missing, MediaPacket next) {
                        seen.add("before " + next.audioLevel());
                    }

                    @Override
                    public void onLate(MediaPacket packet) {
                        throw new AssertionError("nothing comes late");
                    }

                    @Override
                    public void onDiscontinuity() {
                        throw new AssertionError("the stream never begins anew");
                    }
                };
        try (PacketSlab slab = new PacketSlab(4, 64)) {
            JitterBuffer buffer = new JitterBuffer(slab, sink, JitterSettings.DEFAULTS, 48_000);
            int[] levels = {MediaPacket.LEVEL_UNKNOWN, 0, 127};
            for (int i = 0; i < levels.length; i++) {
                MediaPacket packet = new MediaPacket().payload(slab.buffer(), 0, 4);
                packet.position(1 + i + i / 2, 960L * i);
                packet.level(levels[i], i == 2).times(0, 0);
                buffer.insert(slab.take(), packet.type(96, packet.sequence() == 2));
            }
            buffer.flush(0);
        }
        assertEquals(List.of("-1 false", "0 false", "before 127", "127 true"), seen);
    }
}
