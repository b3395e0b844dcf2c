package io.ringway.media.jitter;

import static io.ringway.media.jitter.JitterFeed.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JitterBufferFuzzTest {

    /** {@link RecordedStream} fails on any packet or gap out of order. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void shouldStayInOrderAndLoseNoSlotWhateverHeadersSay(long seed) {
        Random random = new Random(seed);
        JitterFeed feed = new JitterFeed(random.nextInt(65_536), random.nextLong());
        int sequence = random.nextInt(65_536);
        long timestamp = random.nextLong();
        long nowNs = random.nextLong() >> 8;
        for (int i = 0; i < 100_000; i++) {
            int dice = random.nextInt(1_000);
            sequence += dice < 900 ? 1 : dice < 970 ? random.nextInt(-200, 200) : 0;
            sequence = dice >= 995 ? random.nextInt() : sequence;
            timestamp = dice >= 990 ? random.nextLong() : timestamp + 960;
            nowNs += random.nextLong(25 * MS);
            feed.buffer.onTimer(nowNs);
            feed.insert(i, sequence, timestamp, nowNs);
            assertTrue(feed.slab.used() <= 129, "slots in use: " + feed.slab.used());
        }
        feed.buffer.flush(nowNs);
        assertEquals(0, feed.slab.used());
        assertTrue(feed.out.packets.size() > 10_000);
        assertTrue(feed.out.packets.stream().allMatch(packet -> packet.timestamp() >= 0));
    }
}
