package io.ringway.media.playout;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.jitter.PacketSlab;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, a frame goes out, memory stays bounded and nothing throws. */
@Timeout(120)
class PlayoutFuzzTest {

    private static final long MS = 1_000_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldSurviveAnySequenceTimestampAndTime(long seed) {
        Random random = new Random(seed);
        short[] sound = Tones.voice(16_000, 2, seed);
        try (PlayoutFeed feed =
                new PlayoutFeed(
                        new RecitingDecoder(sound, 16_000, 1, 48_000),
                        new PlayoutSettings(0, 400, 40, 32, 500))) {
            int n = 0;
            for (int i = 0; i < 20_000; i++) {
                n = nextNumber(random, n);
                if (random.nextInt(500) == 0) {
                    feed.firstTimestamp = random.nextInt() & 0xFFFF_FFFFL;
                }
                int samples = 1 + random.nextInt(random.nextInt(10) == 0 ? 1_920 : 320);
                int bytes = random.nextInt(50) == 0 ? random.nextInt(40) : 12;
                byte[] packet = java.util.Arrays.copyOf(Tones.packet(n, samples), bytes);
                feed.insert(n, packet, feed.nowNs - random.nextLong(50 * MS));
                if (random.nextInt(2_000) == 0) {
                    feed.buffer.setDecoder(new RecitingDecoder(sound, 16_000, 1, 8_000));
                }
                if (random.nextInt(2_000) == 0) {
                    feed.buffer.restart();
                }
                for (int reads = random.nextInt(3); reads > 0; reads--) {
                    feed.nowNs += random.nextInt(300) == 0 ? 3_000 * MS : 0;
                    feed.read();
                }
                assertTrue(feed.slab.used() <= 32, "slots " + feed.slab.used());
            }
            assertTrue(feed.reads > 1_000, "reads " + feed.reads);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void shouldSurviveAnyPayloadAsOpus(long seed) {
        Random random = new Random(seed);
        UnsafeBuffer payload = new UnsafeBuffer(new byte[400]);
        short[] pcm = new short[1_920];
        try (PacketSlab slab = new PacketSlab(256, 1_536);
                PlayoutBuffer buffer =
                        new PlayoutBuffer(
                                OpusCodecs.of(OpusCodecs.Provider.AUTO).decoder(48_000, 2),
                                slab,
                                PlayoutSettings.DEFAULTS)) {
            for (int i = 0; i < 3_000; i++) {
                random.nextBytes(payload.byteArray());
                int length = random.nextInt(200);
                buffer.insert(payload, 0, length, i & 0xFFFF, i * 960L, 111, false, i * 20L * MS);
                buffer.read(pcm, 960, i * 20L * MS);
            }
        }
    }

    private static int nextNumber(Random random, int n) {
        return switch (random.nextInt(100)) {
            case 0 -> random.nextInt(1 << 16);
            case 1, 2, 3 -> n - random.nextInt(50);
            case 4, 5, 6 -> n + random.nextInt(50);
            case 7 -> n;
            default -> n + 1;
        };
    }
}
