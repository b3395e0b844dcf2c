package io.ringway.media.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringway.media.counters.Counter;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The shard's thread allocates nothing for a segment, whether it is forwarded or dropped. */
@Timeout(120)
final class SegmentAllocationTest {

    private static final int ROUNDS = 2_000;
    private static final int WARM_UPS = 10;

    private final SegmentTrack[] tracks = new SegmentTrack[50];
    private final byte[] payload = new byte[Shard.BYTES];

    @Test
    void shouldAllocateNothingForwarding() throws Exception {
        try (SpeechServer server = SpeechServer.start(0);
                Shard shard = new Shard(Shard.settings(server.port(), 64, 30_000))) {
            shard.awaitConnected();
            assertEquals(0, leastAllocated(shard));
            assertTrue(shard.total(Counter.SEGMENTS_FORWARDED) > 0);
        }
    }

    @Test
    void shouldAllocateNothingDropping() throws Exception {
        try (SpeechServer server = SpeechServer.startUnreading();
                Shard shard = new Shard(Shard.settings(server.port()))) {
            shard.awaitConnected();
            assertEquals(0, leastAllocated(shard));
            assertTrue(shard.total(Counter.DROP_SEGMENT_QUEUE) > 0);
        }
    }

    /**
     * The compiler may allocate on this thread's account while it warms up; a leak is there always.
     */
    private long leastAllocated(Shard shard) {
        for (int i = 0; i < tracks.length; i++) {
            tracks[i] = Shard.track("call-" + i);
        }
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < WARM_UPS; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(shard);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private void run(Shard shard) {
        for (int round = 0; round < ROUNDS; round++) {
            long nowNs = shard.nowNs();
            for (int i = 0; i < tracks.length; i++) {
                shard.batcher.claim(tracks[i], Shard.BYTES, nowNs);
                shard.batcher.buffer().putBytes(shard.batcher.offset(), payload);
                shard.batcher.commit(Shard.BYTES, Shard.SAMPLES, nowNs, nowNs, 0);
            }
            shard.batcher.endOfBatch(nowNs);
            shard.batcher.poll(shard.batcher.nextDeadlineNs());
        }
    }
}
