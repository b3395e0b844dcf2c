package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusVoice;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.playback.PlaybackItem;
import io.ringway.media.playback.PlaybackListener;
import io.ringway.media.playback.PlaybackQueue;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.playback.PlaybackStatus;
import io.ringway.media.shard.DeadlineHeap;
import io.ringway.media.shard.Stage;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a frame costs the heap on its way from the queue to the packet. */
@Timeout(120)
class PacedTransmissionAllocationTest implements Stage, PlaybackListener {

    private static final int WINDOW_FRAMES = 500;
    private static final int MAX_WINDOWS = 40;

    private static final int LIMIT_MS = 60_000;

    private static final int CHUNK_MS = 200;

    /** One {@link PlaybackStatus}: header, three longs, an int and a reference. */
    private static final int STATUS_BYTES = 48;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
    private final CounterBlock counters = new Counters().newBlock("test");
    private final DeadlineHeap deadlines = new DeadlineHeap();
    private final SentPackets outlet = new SentPackets(section());
    private final PlaybackRoom room = new PlaybackRoom(LIMIT_MS);
    private final PlaybackQueue queue = new PlaybackQueue(codecs, room, this);
    private final PacedTransmission paced =
            new PacedTransmission(this, outlet, queue, room, codecs, OpusVoice.DEFAULTS);
    private long nowNs;
    private int statuses;

    private static AudioSection section() {
        var opus = new PayloadFormat(111, PayloadFormat.Codec.OPUS, 48_000, 1, true);
        return new AudioSection("0", List.of(opus), true, true, List.of(), 77, 0, 3);
    }

    /** 500 pieces of 20 ms, or 10, whatever the packets' length. */
    @ParameterizedTest
    @ValueSource(ints = {20, 10, 60})
    void shouldAllocateNothingAFrame(int packetTimeMs) {
        outlet.section = section().withPacketTime(packetTimeMs);
        int piecesInPacket = Math.max(1, packetTimeMs / 20);
        assumeTrue(
                codecs.provider() == OpusCodecs.Provider.LIBOPUS,
                "SKIPPED: libopus is missing; apt-get install libopus0");
        outlet.keeping = false;
        long least = Long.MAX_VALUE;
        for (int window = 0; window < MAX_WINDOWS && least > 0; window++) {
            fill();
            long sentBefore = outlet.sent;
            long before = threads.getCurrentThreadAllocatedBytes();
            // A status is told every second and costs an object; it stands outside the frame.
            long told = statuses;
            run();
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            least = Math.min(least, bytes - (statuses - told) * STATUS_BYTES);
            long packets = outlet.sent - sentBefore;
            assertTrue(
                    Math.abs(WINDOW_FRAMES / piecesInPacket - packets) <= 1,
                    () -> packets + " packets");
        }
        queue.close();
        paced.close();
        assertTrue(least <= 0, least + " bytes in " + WINDOW_FRAMES + " frames");
    }

    /** A window of speech-like noise at 16 kHz. */
    private void fill() {
        for (int ms = 0; ms < (WINDOW_FRAMES + 5) * 20; ms += CHUNK_MS) {
            byte[] pcm = new byte[2 * 16 * CHUNK_MS];
            for (int i = 0; i < pcm.length / 2; i++) {
                int sample = (int) (6_000 * Math.sin(i * 0.1) * Math.sin(i * 0.001));
                pcm[2 * i] = (byte) sample;
                pcm[2 * i + 1] = (byte) (sample >> 8);
            }
            PlaybackItem item = new PlaybackItem.Pcm(pcm, 16_000, 1);
            if (room.tryTake(item)) {
                queue.add(item);
            }
        }
        paced.wake(nowNs);
    }

    private void run() {
        for (int frame = 0; frame < WINDOW_FRAMES; frame++) {
            nowNs = deadlines.nextDeadlineNs();
            deadlines.expire(nowNs);
        }
    }

    @Override
    public void onMark(String name, long unplayedTicks) {
        throw new AssertionError("there are no marks");
    }

    @Override
    public void onStatus(PlaybackStatus status) {
        statuses++;
    }

    @Override
    public CounterBlock counters() {
        return counters;
    }

    @Override
    public DeadlineHeap deadlines() {
        return deadlines;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }
}
