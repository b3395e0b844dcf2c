package io.ringway.media.jitter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.rtp.MediaPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses made good from RFC 2198 redundancy, at once and each at its own place. */
class RedundantAudioRecoveryTest {

    private static final long MS = 1_000_000;
    private static final int RED = 63;
    private static final int SPEECH = 111;
    private static final int TICKS = 960;
    private static final int PAYLOAD = 4;

    @AutoClose private final PacketSlab slab = new PacketSlab(256, 256);
    private final List<String> told = new ArrayList<>();
    private final MediaPacket packet = new MediaPacket();
    private final JitterBuffer buffer =
            new JitterBuffer(slab, new Listener(), JitterSettings.DEFAULTS, 48_000, new Types());
    private int length;
    private int firstSequence = 100;
    private long firstTimestamp = 5_000;

    @Test
    void shouldTakeALostPacketFromTheNextOneAtOnce() {
        send(0, 1);
        send(2, 1);
        assertEquals(List.of("0", "1 restored", "2"), told);
        assertEquals(0, slab.used());
        assertEquals(Long.MAX_VALUE, buffer.nextDeadlineNs());
    }

    @Test
    void shouldTakeABurstFromOnePacketAsFarAsItReaches() {
        send(0, 3);
        send(6, 3);
        // Two of the five are beyond the redundancy: their gap waits as any other.
        assertEquals(List.of("0"), told);
        buffer.onTimer(1_000 * MS);
        assertEquals(List.of("0", "gap 2", "3 restored", "4 restored", "5 restored", "6"), told);
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "5"})
    void shouldFindThePlaceOfRedundancyAtADistance(int distance) {
        for (int n = 0; n < 20; n++) {
            if (n != 7) {
                sendBlocks(n, n >= distance ? new int[] {n - distance} : new int[] {});
            }
        }
        assertTrue(told.contains("7 restored"), told.toString());
        assertEquals(20, told.size());
        assertEquals(0, slab.used());
    }

    @Test
    void shouldRestoreThePacketBeforeASilenceOfTheSender() {
        send(0, 1);
        // Packet 1 is lost; then 200 ms of DTX without sequence numbers.
        int slot = red(new int[] {1}, 2, 10 * TICKS);
        insert(slot, 2, 12L * TICKS, 240 * MS);
        assertEquals(List.of("0", "1 restored", "2"), told);
    }

    @Test
    void shouldLeaveTheCopyAsideWhenThePacketComesAfterAll() {
        send(0, 1);
        send(2, 1);
        send(1, 1);
        send(3, 1);
        assertEquals(List.of("0", "1 restored", "2", "3"), told);
        assertEquals(0, slab.used());
    }

    @Test
    void shouldNotTakeKeysNorNoiseForSpeech() {
        send(0, 1);
        int slot = slab.take();
        int at = slab.offset(slot);
        int length = block(at, 1, 101, TICKS, 1, 2);
        insertRaw(slot, at, length, 2, 2L * TICKS, 40 * MS);
        assertEquals(List.of("0"), told);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "65530, 4294960000", "32760, 2147480000"})
    void shouldLoseNothingThatAnyLaterPacketHolds(int sequence, long timestamp) {
        firstSequence = sequence;
        firstTimestamp = timestamp;
        Random random = new Random(2_198);
        boolean[] lost = new boolean[20_000];
        int unrecoverable = 0;
        for (int n = 1; n < lost.length; n++) {
            lost[n] = random.nextInt(5) == 0;
        }
        for (int n = 0; n < lost.length; n++) {
            if (!lost[n]) {
                send(n, Math.min(n, 2));
            }
            boolean gone = n >= 2 && lost[n - 2] && lost[n - 1] && lost[n];
            unrecoverable += gone ? 1 : 0;
            while (buffer.nextDeadlineNs() <= n * 20L * MS) {
                buffer.onTimer(n * 20L * MS);
            }
        }
        buffer.flush(lost.length * 20L * MS);
        int missing =
                told.stream()
                        .filter(line -> line.startsWith("gap "))
                        .mapToInt(line -> Integer.parseInt(line.substring(4)))
                        .sum();
        assertEquals(unrecoverable, missing);
        assertEquals(0, slab.used());
    }

    private void send(int n, int redundancy) {
        int[] blocks = new int[redundancy];
        for (int i = 0; i < redundancy; i++) {
            blocks[i] = n - redundancy + i;
        }
        sendBlocks(n, blocks);
    }

    private void sendBlocks(int n, int[] blocks) {
        insert(red(blocks, n, 0), n, (long) n * TICKS, n * 20L * MS);
    }

    /** A packet with copies of earlier ones; a pause may lie between them and it. */
    private int red(int[] blocks, int n, int pauseTicks) {
        int slot = slab.take();
        int at = slab.offset(slot);
        for (int block : blocks) {
            at = header(at, SPEECH, (n - block) * TICKS + pauseTicks);
        }
        slab.buffer().putByte(at++, (byte) SPEECH);
        for (int block : blocks) {
            slab.buffer().putInt(at, block);
            at += PAYLOAD;
        }
        slab.buffer().putInt(at, n);
        length = at + PAYLOAD - slab.offset(slot);
        return slot;
    }

    private int header(int at, int type, int ticksBehind) {
        slab.buffer().putByte(at, (byte) (0x80 | type));
        int rest = ticksBehind << 10 | PAYLOAD;
        slab.buffer().putByte(at + 1, (byte) (rest >> 16));
        slab.buffer().putByte(at + 2, (byte) (rest >> 8));
        slab.buffer().putByte(at + 3, (byte) rest);
        return at + 4;
    }

    private int block(int at, int tag, int type, int ticksBehind, int copies, int primary) {
        MutableDirectBuffer bytes = slab.buffer();
        int data = header(at, type, ticksBehind);
        bytes.putByte(data, (byte) SPEECH);
        bytes.putInt(data + 1, tag);
        bytes.putInt(data + 1 + copies * PAYLOAD, primary);
        return data + 1 + (copies + 1) * PAYLOAD - at;
    }

    private void insert(int slot, int n, long ticks, long nowNs) {
        insertRaw(slot, slab.offset(slot), length, n, ticks, nowNs);
    }

    private void insertRaw(int slot, int offset, int bytes, int n, long ticks, long nowNs) {
        packet.payload(slab.buffer(), offset, bytes)
                .position(firstSequence + n & 0xFFFF, firstTimestamp + ticks & 0xFFFF_FFFFL)
                .type(RED, false)
                .times(nowNs, 0);
        buffer.insert(slot, packet);
    }

    private static final class Types implements PayloadLookup {

        @Override
        public boolean isRedundantAudio(int payloadType) {
            return payloadType == RED;
        }

        @Override
        public int durationTicks(int type, DirectBuffer payload, int offset, int bytes) {
            return type == SPEECH && bytes == PAYLOAD ? TICKS : -1;
        }
    }

    /** Reads a packet's number from the end of its payload, and holds it against its times. */
    private final class Listener implements JitterSink {

        @Override
        public void onPacket(MediaPacket got) {
            int n = got.buffer().getInt(got.payloadOffset() + got.payloadLength() - PAYLOAD);
            assertEquals(firstSequence + n & 0xFFFF, got.sequence() & 0xFFFF);
            assertEquals(got.restored() ? SPEECH : RED, got.payloadType());
            told.add(n + (got.restored() ? " restored" : ""));
        }

        @Override
        public void onGap(long firstMissing, int missing, MediaPacket next) {
            told.add("gap " + missing);
        }

        @Override
        public void onLate(MediaPacket late) {
            told.add("late");
        }

        @Override
        public void onDiscontinuity() {
            throw new AssertionError("the stream never begins anew");
        }
    }
}
