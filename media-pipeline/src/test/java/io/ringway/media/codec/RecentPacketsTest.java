package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecentPacketsTest {

    private static final int FRAME_48K = 960;

    private final UnsafeBuffer pcm = TestSound.offHeap(4_000);
    private final List<byte[]> replayed = new ArrayList<>();

    @Test
    void shouldReplayTheLastHundredMillisecondsInOrder() {
        try (RecentPackets recent = new RecentPackets()) {
            for (int i = 1; i <= 40; i++) {
                add(recent, packet(60, i), FRAME_48K);
            }
            assertEquals(5 * FRAME_48K, recent.held48k());
            assertEquals(40, replay(recent));
            assertEquals(5, replayed.size());
            for (int i = 0; i < 5; i++) {
                assertArrayEquals(packet(60, 36 + i), replayed.get(i));
            }
        }
    }

    @Test
    void shouldHoldAsMuchAsFitsAndNeverMoreThanWanted() {
        Random random = new Random(5);
        try (RecentPackets recent = new RecentPackets()) {
            Deque<byte[]> all = new ArrayDeque<>();
            for (int i = 0; i < 20_000; i++) {
                byte[] packet = packet(1 + random.nextInt(i % 100 < 50 ? 1_015 : 120), i);
                add(recent, packet, FRAME_48K);
                all.addLast(packet);
                if (all.size() > 5) {
                    all.removeFirst();
                }
                replay(recent);
                byte[][] newest = all.toArray(new byte[0][]);
                int from = newest.length - replayed.size();
                assertTrue(!replayed.isEmpty() && from >= 0, "step " + i);
                byte[][] expected = Arrays.copyOfRange(newest, from, newest.length);
                assertArrayEquals(expected, replayed.toArray(new byte[0][]), "step " + i);
                int bytes = Arrays.stream(newest).mapToInt(p -> p.length + 4).sum();
                assertTrue(from == 0 || bytes > 1_024 / 2, "dropped too early in step " + i);
            }
        }
    }

    @Test
    void shouldReplayLossesInTheirPlaces() {
        try (RecentPackets recent = new RecentPackets()) {
            add(recent, packet(50, 1), FRAME_48K);
            recent.addConcealed(480);
            add(recent, packet(50, 2), FRAME_48K);
            assertEquals(2, replay(recent));
            assertEquals(List.of(50, 160, 50), replayed.stream().map(p -> p.length).toList());
        }
    }

    @Test
    void shouldHoldNothingAcrossAPacketTooLargeToKeep() {
        try (RecentPackets recent = new RecentPackets()) {
            add(recent, packet(50, 1), FRAME_48K);
            add(recent, packet(1_020, 2), FRAME_48K);
            assertEquals(0, replay(recent));
            add(recent, packet(1_019, 3), FRAME_48K);
            assertEquals(3, replay(recent));
        }
    }

    @Test
    void shouldNotTouchMemoryThatWasFreed() {
        RecentPackets recent = new RecentPackets();
        recent.close();
        recent.close();
        assertEquals(0, replay(recent));
        assertThrows(IndexOutOfBoundsException.class, () -> add(recent, packet(9, 1), FRAME_48K));
    }

    /** What replays packets writes their last byte; losses are kept as arrays of their length. */
    private int replay(RecentPackets recent) {
        replayed.clear();
        return recent.replay(
                (packet, offset, length, out, outOffset, room) -> {
                    assertEquals(1_920, room);
                    replayed.add(bytes(packet, offset, length));
                    out.putShort(
                            outOffset + 638,
                            packet.getByte(offset + length - 1),
                            ByteOrder.LITTLE_ENDIAN);
                    return 320;
                },
                (samples, out, outOffset) -> {
                    replayed.add(new byte[samples]);
                    return samples;
                },
                pcm,
                3);
    }

    private static byte[] bytes(DirectBuffer packet, int offset, int length) {
        byte[] copy = new byte[length];
        packet.getBytes(offset, copy);
        return copy;
    }

    private static void add(RecentPackets recent, byte[] packet, int samples48k) {
        recent.add(new UnsafeBuffer(packet), 0, packet.length, samples48k);
    }

    private static byte[] packet(int length, int seed) {
        byte[] packet = new byte[length];
        new Random(seed).nextBytes(packet);
        packet[length - 1] = (byte) (seed & 0x7F);
        return packet;
    }
}
