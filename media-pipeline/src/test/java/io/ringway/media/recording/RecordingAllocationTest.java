package io.ringway.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.ringway.media.counters.Counters;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordingAllocationTest {

    @TempDir private Path dir;

    /** Both ways a packet can go: into the queue, and refused by a full one. */
    @Test
    void shouldAllocateNothingOnTheShard() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        RecordingSettings settings = new RecordingSettings(1, 100, 1 << 20, 500, 1_000);
        UnsafeBuffer packet = new UnsafeBuffer(new byte[80]);
        packet.putByte(0, (byte) 0xFC);
        try (Recorder recorder = Recorder.open(dir, settings, new Counters())) {
            Recording recording = recorder.start("a", 1, 1);
            offer(recording, packet, 0, 20_000);
            long before = threads.getCurrentThreadAllocatedBytes();
            offer(recording, packet, 20_000, 50_000);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertEquals(0, allocated / 30_000, "bytes per packet of " + allocated);
        }
    }

    private static void offer(Recording recording, UnsafeBuffer packet, int from, int to) {
        for (int i = from; i < to; i++) {
            recording.offer(packet, 0, 80, i * 960L, 960);
        }
    }
}
