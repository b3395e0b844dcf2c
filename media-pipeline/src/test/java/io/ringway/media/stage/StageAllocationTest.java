package io.ringway.media.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.shard.Outlet;
import java.lang.management.ManagementFactory;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A segment's way through its ring allocates nothing, whether it arrives or is dropped. */
class StageAllocationTest {

    private static final int ROUNDS = 200;
    private static final int SEGMENTS = 80;
    private static final int WARM_UPS = 20;

    private final CounterBlock counters = new Counters().newBlock("stage");
    private final Room room = new Room();

    @Test
    void shouldAllocateNothing() {
        try (SegmentRing ring = new SegmentRing(64, counters)) {
            StageDuty<?> duty = new StageDuty<>("forwarding", ring, Outlet.NONE, counters);
            SegmentTaker entrance = ring.connect(room);
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long least = Long.MAX_VALUE;
            for (int i = 0; i < WARM_UPS; i++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                run(entrance, duty);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertEquals(0, least);
            assertEquals(WARM_UPS * ROUNDS * 64L, room.segments);
            // Those dropped last wait for a segment that tells of them.
            assertEquals((WARM_UPS * ROUNDS - 1) * 16L, room.lostSegments);
        }
    }

    private static void run(SegmentTaker entrance, StageDuty<?> duty) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < SEGMENTS; i++) {
                entrance.claim(640);
                entrance.buffer().setMemory(entrance.offset(), 640, (byte) i);
                entrance.commit(640, 320, i, i, 0);
            }
            duty.work(round);
        }
    }

    /** Takes everything. */
    private static final class Room implements SegmentTaker {

        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[SegmentRing.PAYLOAD_BYTES]);
        private long segments;
        private long lostSegments;

        @Override
        public void setFormat(SpeechFormat format) {
            throw new IllegalStateException("nobody sets one");
        }

        @Override
        public void onLost(int lost, long samples) {
            lostSegments += lost;
        }

        @Override
        public boolean claim(int maxPayloadBytes) {
            return true;
        }

        @Override
        public MutableDirectBuffer buffer() {
            return buffer;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void commit(
                int payloadBytes,
                int samplesPerChannel,
                long extendedRtpTimestamp,
                long arrivalNs,
                int flags) {
            segments++;
        }

        @Override
        public void abort() {
            throw new IllegalStateException("nothing is aborted");
        }
    }
}
