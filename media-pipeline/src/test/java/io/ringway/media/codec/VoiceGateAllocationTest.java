package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Allocations;
import io.ringway.media.PayloadFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.rtp.MediaPacket;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gate that shuts and opens again costs no garbage, with its warming of the decoder. */
@Timeout(120)
class VoiceGateAllocationTest {

    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 10_000;
    private static final int TURN = 50;
    private static final int FRAME_48K = 960;

    private static final long NEAR_NOTHING = 4_096;

    @Test
    void shouldAllocateNothingWithLibopusOnceWarm() {
        OpusCodecs codecs = OpusCodecsTest.codecs(OpusCodecs.Provider.LIBOPUS);
        UnsafeBuffer[] packets = packets(OpusStream.voice());
        CounterBlock counters = new Counters().newBlock("test");
        try (SpeechTimeline timeline =
                new SpeechTimeline(
                        SpeechDecoders.of(codecs.decoder(16_000, 1)),
                        new Discarding(),
                        TimelineSettings.DEFAULTS,
                        true,
                        counters)) {
            timeline.acceptPayloadType(111, PayloadFormat.Codec.OPUS);
            MediaPacket packet = new MediaPacket();
            run(timeline, packet, packets, 0, WARM_UP);
            long gatedBefore = counters.get(Counter.FRAMES_GATED);
            AtomicInteger next = new AtomicInteger(WARM_UP);
            long bytes =
                    Allocations.leastOf(
                            () ->
                                    run(
                                            timeline,
                                            packet,
                                            packets,
                                            next.getAndAdd(MEASURED),
                                            MEASURED),
                            NEAR_NOTHING);
            long gated = counters.get(Counter.FRAMES_GATED) - gatedBefore;
            assertTrue(gated > MEASURED / 4, gated + " frames were gated");
            // The measurement itself may allocate a little; a packet must not.
            assertTrue(bytes < NEAR_NOTHING, bytes + " bytes in " + MEASURED + " packets");
        }
    }

    /** A second of a voice, then one of silence. */
    private static UnsafeBuffer[] packets(OpusStream voice) {
        OpusStream silence =
                OpusStream.encode(
                        OpusCodecs.of(OpusCodecs.Provider.AUTO),
                        OpusStream.voice(24_000),
                        new short[2 * TURN * FRAME_48K],
                        20);
        UnsafeBuffer[] packets = new UnsafeBuffer[2 * TURN];
        for (int i = 0; i < TURN; i++) {
            packets[i] = TestSound.offHeap(voice.packets().get(i));
            packets[TURN + i] = TestSound.offHeap(silence.packets().get(TURN + i));
        }
        return packets;
    }

    /** Says of each packet how loud it is, too. */
    private static void run(
            SpeechTimeline timeline, MediaPacket packet, UnsafeBuffer[] packets, int from, int n) {
        for (int i = from; i < from + n; i++) {
            UnsafeBuffer payload = packets[i % packets.length];
            int level = i / TURN % 2 == 0 ? 20 : 80;
            timeline.onPacket(
                    packet.payload(payload, 0, payload.capacity())
                            .position(i, (long) i * FRAME_48K)
                            .type(111, false)
                            .level(level, false)
                            .times(i * 20_000_000L, 0));
        }
    }

    private static final class Discarding implements PcmSink {

        private final UnsafeBuffer pcm = TestSound.offHeap(64 * 1024);

        @Override
        public boolean claim(int maxPayloadBytes) {
            return true;
        }

        @Override
        public MutableDirectBuffer buffer() {
            return pcm;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void commit(int bytes, int count, long time, long arrivalNs, int flags) {
            // Nobody listens.
        }

        @Override
        public void abort() {
            throw new AssertionError("a good packet was refused");
        }
    }
}
