package io.ringway.media.playout;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringway.media.Allocations;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.jitter.PacketSlab;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Insertion, decoding, concealment and stretching leave no garbage. */
@Timeout(120)
class PlayoutAllocationTest {

    private static final long NEAR_NOTHING = 4_096;
    private static final long MS = 1_000_000;

    @ParameterizedTest
    @CsvSource({"48000, 1", "48000, 2", "16000, 1"})
    void shouldAllocateNothingOnceWarm(int rateHz, int channels) {
        OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
        assumeTrue(
                codecs.provider() == OpusCodecs.Provider.LIBOPUS,
                "SKIPPED: libopus is missing (apt-get install libopus0)");
        List<byte[]> packets = OpusVoice.packets(4, true);
        try (PacketSlab slab = new PacketSlab(256, 1_536);
                PlayoutScratch scratch = new PlayoutScratch();
                PlayoutBuffer buffer =
                        new PlayoutBuffer(
                                codecs.decoder(rateHz, channels),
                                slab,
                                PlayoutSettings.DEFAULTS,
                                scratch)) {
            UnsafeBuffer payload = new UnsafeBuffer(new byte[1_500]);
            short[] pcm = new short[rateHz / 50 * channels];
            run(buffer, payload, packets, pcm, rateHz / 50, 0, 15_000);
            AtomicInteger next = new AtomicInteger(15_000);
            long bytes =
                    Allocations.leastOf(
                            () -> {
                                int from = next.getAndAdd(10_000);
                                run(
                                        buffer,
                                        payload,
                                        packets,
                                        pcm,
                                        rateHz / 50,
                                        from,
                                        from + 10_000);
                            },
                            NEAR_NOTHING);
            // The measurement itself may allocate a little; a packet must not.
            assertTrue(bytes < NEAR_NOTHING, bytes + " bytes in 10,000 packets");
            assertTrue(buffer.statistics().concealedSamples() > 0);
            assertTrue(buffer.statistics().restoredSamples() > 0);
            assertTrue(buffer.statistics().acceleratedSamples() > 0);
            assertTrue(buffer.statistics().expandedSamples() > 0);
        }
    }

    /** Losses, bursts of losses, reordering and delays come in turn. */
    private static void run(
            PlayoutBuffer buffer,
            UnsafeBuffer payload,
            List<byte[]> packets,
            short[] pcm,
            int samples,
            int from,
            int to) {
        for (int n = from; n < to; n++) {
            int kind = n % 100;
            if (kind == 30) {
                insert(buffer, payload, packets, n + 1, n * 20L * MS);
                insert(buffer, payload, packets, n, n * 20L * MS);
            } else if (kind != 31 && kind != 50 && (kind < 60 || kind > 62)) {
                long delayMs = n % 900 < 450 ? (n * 7919L) % 40 : 0;
                insert(buffer, payload, packets, n, n * 20L * MS + delayMs * MS);
            }
            buffer.read(pcm, samples, n * 20L * MS + 15 * MS);
        }
    }

    private static void insert(
            PlayoutBuffer buffer, UnsafeBuffer payload, List<byte[]> packets, int n, long nowNs) {
        byte[] packet = packets.get(n % packets.size());
        payload.putBytes(0, packet);
        long timestamp = n * 960L & 0xFFFF_FFFFL;
        buffer.insert(payload, 0, packet.length, n & 0xFFFF, timestamp, 111, false, nowNs);
    }
}
