package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Allocations;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.counters.Counters;
import io.ringway.media.jitter.JitterBuffer;
import io.ringway.media.jitter.JitterSettings;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.rtp.MediaPacket;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a packet costs in garbage from its slot to PCM, with losses, reordering and pauses. */
class SpeechPathAllocationTest {

    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 10_000;

    /**
     * Concentus was seen to allocate some 22 KB a hybrid packet; more would be a change for the
     * worse.
     */
    private static final long CONCENTUS_BYTES = 32_000;

    private static final long NEAR_NOTHING = 4_096;

    @ParameterizedTest
    @CsvSource({"16000, 1, 24000", "48000, 2, 24000", "8000, 1, 12000"})
    void shouldAllocateNothingWithLibopusOnceWarm(int rateHz, int channels, int bitrateBps) {
        OpusCodecs codecs = OpusCodecsTest.codecs(OpusCodecs.Provider.LIBOPUS);
        try (Path path = new Path(codecs.decoder(rateHz, channels), bitrateBps)) {
            long bytes = path.measure(WARM_UP, MEASURED);
            // The measurement itself may allocate a little; a packet must not.
            assertTrue(bytes < NEAR_NOTHING, bytes + " bytes in " + MEASURED + " packets");
        }
    }

    @Test
    void shouldAllocateNothingForSpeechWhicheverLibraryThereIs() {
        OpusCodecs concentus = OpusCodecs.of(OpusCodecs.Provider.CONCENTUS);
        try (Path path = new Path(concentus.decoder(16_000, 1), 24_000)) {
            long bytes = path.measure(WARM_UP, MEASURED);
            assertTrue(bytes < NEAR_NOTHING, bytes + " bytes in " + MEASURED + " packets");
        }
    }

    @Test
    void shouldAllocateNoMoreWithConcentusThanDocumented() {
        OpusCodecs concentus = OpusCodecsTest.library(OpusCodecs.Provider.CONCENTUS);
        try (Path path = new Path(concentus.decoder(16_000, 1), 24_000)) {
            long bytes = path.measure(1_000, 1_000) / 1_000;
            System.out.println("Concentus allocates " + bytes + " bytes a hybrid packet");
            assertTrue(bytes < CONCENTUS_BYTES, bytes + " bytes a packet");
        }
    }

    private static final class Path implements AutoCloseable, PcmSink {

        private static final int FRAME = 960;

        private final PacketSlab slab = new PacketSlab(256, 1_536);
        private final UnsafeBuffer pcm = TestSound.offHeap(64 * 1024);
        private final SpeechTimeline timeline;
        private final JitterBuffer buffer;
        private final MediaPacket view = new MediaPacket();
        private final byte[][] packets;
        private int sequence;
        private long timestamp;
        private long nowNs;
        private long samples;

        Path(OpusDecoder decoder, int bitrateBps) {
            short[] voice = TestSound.voice(48_000, 1, 1, 3);
            OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
            packets =
                    OpusStream.encode(codecs, OpusStream.voice(bitrateBps), voice, 20)
                            .packets()
                            .toArray(new byte[0][]);
            timeline =
                    new SpeechTimeline(
                            decoder,
                            this,
                            TimelineSettings.DEFAULTS,
                            new Counters().newBlock("test"));
            timeline.acceptPayloadType(111, Codec.OPUS);
            buffer = new JitterBuffer(slab, timeline, JitterSettings.DEFAULTS, 48_000);
        }

        long measure(int warmUp, int measured) {
            run(warmUp);
            long samplesBefore = samples;
            long bytes = Allocations.leastOf(() -> run(measured), NEAR_NOTHING);
            assertTrue(samples - samplesBefore >= measured * 160L);
            return bytes;
        }

        private void run(int count) {
            for (int i = 0; i < count; i++) {
                int kind = i % 50;
                if (kind == 7) {
                    insert(1);
                    insert(0);
                    sequence++;
                    timestamp += FRAME;
                } else if (kind != 20 && kind != 21) {
                    insert(0);
                }
                timestamp += kind == 40 ? 10 * FRAME : FRAME;
                sequence++;
                nowNs += 20_000_000;
                if (buffer.nextDeadlineNs() <= nowNs) {
                    buffer.onTimer(nowNs);
                }
            }
            assertEquals(0, slab.used());
        }

        private void insert(int ahead) {
            byte[] packet = packets[(sequence + ahead) % packets.length];
            int slot = slab.take();
            int offset = slab.offset(slot);
            slab.buffer().putBytes(offset, packet);
            int sequenceNumber = sequence + ahead & 0xFFFF;
            long time = timestamp + (long) ahead * FRAME & 0xFFFF_FFFFL;
            view.payload(slab.buffer(), offset, packet.length)
                    .position(sequenceNumber, time)
                    .type(111, false)
                    .times(nowNs, 0);
            buffer.insert(slot, view);
        }

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
            return 1;
        }

        @Override
        public void commit(int bytes, int count, long time, long arrivalNs, int flags) {
            samples += count;
        }

        @Override
        public void abort() {
            throw new AssertionError("a good packet was refused");
        }

        @Override
        public void close() {
            timeline.close();
            slab.close();
        }
    }
}
