package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.AudioSource;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusPacket;
import io.ringway.media.codec.OpusVoice;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.leg.SentPackets.Sent;
import io.ringway.media.playback.PlaybackItem;
import io.ringway.media.playback.PlaybackListener;
import io.ringway.media.playback.PlaybackQueue;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.playback.PlaybackStatus;
import io.ringway.media.shard.DeadlineHeap;
import io.ringway.media.shard.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets as long as the far end wants them, against a clock of the test's own. */
@Timeout(30)
class PacketTimeTest implements Stage, PlaybackListener {

    private static final long MS = 1_000_000;
    private static final PayloadFormat OPUS = new PayloadFormat(111, Codec.OPUS, 48_000, 1, true);
    private static final PayloadFormat EVENTS =
            new PayloadFormat(101, Codec.TELEPHONE_EVENT, 8_000, 1, false);

    private final OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
    private final CounterBlock counters = new Counters().newBlock("test");
    private final DeadlineHeap deadlines = new DeadlineHeap();
    private final SentPackets outlet = new SentPackets(section(waveform(Codec.PCMU), 20));
    private final PlaybackRoom room = new PlaybackRoom(30_000);
    private final PlaybackQueue queue = new PlaybackQueue(codecs, room, this);
    private final PacedTransmission paced =
            new PacedTransmission(this, outlet, queue, room, codecs, OpusVoice.DEFAULTS);
    private final List<Integer> pieces = new ArrayList<>();
    private long nowNs = 1_000 * MS;

    private static PayloadFormat waveform(Codec codec) {
        return new PayloadFormat(codec == Codec.G722 ? 9 : 0, codec, 8_000, 1, false);
    }

    private static AudioSection section(PayloadFormat speech, int packetTimeMs) {
        List<PayloadFormat> formats = List.of(speech, EVENTS);
        return new AudioSection("0", formats, true, true, List.of(), 77, 0, 0, packetTimeMs);
    }

    @AfterEach
    void close() {
        queue.close();
        paced.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PCMU, 10",
        "PCMU, 20",
        "PCMU, 30",
        "PCMU, 40",
        "PCMU, 60",
        "G722, 10",
        "G722, 30",
        "G722, 60",
        "OPUS, 10",
        "OPUS, 20",
        "OPUS, 40",
        "OPUS, 60"
    })
    void shouldSendPacketsOfTheLengthAgreed(Codec codec, int lengthMs) {
        boolean opus = codec == Codec.OPUS;
        outlet.section = section(opus ? OPUS : waveform(codec), lengthMs);
        paced.setSource(new Hum(paced.rateHz()), nowNs);
        runFor(1_200);
        assertEquals(1_200f / lengthMs, outlet.packets.size(), 1);
        int clockKhz = opus ? 48 : 8;
        for (int i = 0; i < outlet.packets.size(); i++) {
            Sent packet = outlet.packets.get(i);
            assertEquals(5_000 + (long) i * clockKhz * lengthMs, packet.timestamp());
            assertEquals(100 + i, packet.sequence());
            assertEquals(i == 0, packet.marker());
            assertEquals(lengthMs * clockKhz, ticks(packet, opus));
        }
        // However long the packets: nothing is asked for in bursts.
        int pieceSamples = paced.rateHz() / 1_000 * (lengthMs % 20 == 0 ? 20 : 10);
        assertTrue(pieces.stream().allMatch(samples -> samples == pieceSamples));
    }

    @Test
    void shouldChangeTheLengthWithTheNextPacketAndLoseNoTime() {
        outlet.section = section(waveform(Codec.PCMU), 60);
        paced.setSource(new Hum(8_000), nowNs);
        runFor(250);
        outlet.section = section(waveform(Codec.PCMU), 10);
        runFor(200);
        outlet.section = section(waveform(Codec.PCMU), 30);
        runFor(200);
        long expected = 5_000;
        List<Integer> lengths = new ArrayList<>();
        for (Sent packet : outlet.packets) {
            assertEquals(expected, packet.timestamp());
            expected += packet.payload().length;
            lengths.add(packet.payload().length / 8);
        }
        assertEquals(List.of(60, 10, 30), lengths.stream().distinct().toList());
        // 650 ms passed; what is not sent yet is less than a packet.
        assertEquals(650, (expected - 5_000) / 8.0, 30);
    }

    /** 100 ms of sound and the encoder's tail are no whole packets of 60 ms. */
    @Test
    void shouldEndPlaybackWithAShorterPacket() {
        outlet.section = section(waveform(Codec.PCMU), 60);
        PlaybackItem item = new PlaybackItem.Pcm(new byte[2 * 16 * 100], 16_000, 1);
        assertTrue(room.tryTake(item));
        queue.add(item);
        paced.wake(nowNs);
        runFor(500);
        List<Integer> lengths = outlet.packets.stream().map(p -> p.payload().length / 8).toList();
        assertEquals(60, lengths.getFirst());
        assertTrue(lengths.stream().mapToInt(Integer::intValue).sum() >= 100, lengths.toString());
        assertTrue(lengths.getLast() <= 60);
        assertTrue(!paced.pressing() && !outlet.paced);
    }

    /** RFC 4733 §2.5.1.2: keys keep their own pace of 20 ms, or 10. */
    @ParameterizedTest
    @CsvSource({"60, 20", "30, 10", "20, 20"})
    void shouldTellKeysAtTheirOwnPaceBetweenPackets(int lengthMs, int keyMs) {
        outlet.section = section(waveform(Codec.PCMU), lengthMs);
        paced.setSource(new Hum(8_000), nowNs);
        runFor(130);
        assertTrue(room.tryTakeKeys(1));
        paced.press("5", 100, nowNs);
        runFor(400);
        List<Sent> keys = outlet.packets.stream().filter(p -> p.payload().length == 4).toList();
        assertEquals(100 / keyMs + 2, keys.size());
        int first = outlet.packets.indexOf(keys.getFirst());
        Sent before = outlet.packets.get(first - 1);
        assertEquals(before.timestamp() + before.payload().length, keys.getFirst().timestamp());
        byte[] last = keys.getLast().payload();
        assertEquals(800, ((last[2] & 0xFF) << 8) | (last[3] & 0xFF));
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "20, 1", "40, 2", "60, 3"})
    void shouldKnowSilenceOfAnyLength(int lengthMs, int frames) {
        byte[] opus = SilentFrames.of(Codec.OPUS, lengthMs, codecs);
        int samples = OpusPacket.samples48k(new UnsafeBuffer(opus), 0, opus.length);
        assertEquals(48 * lengthMs, samples);
        assertTrue(opus.length >= 2 * frames + 1);
        byte[] pcma = new byte[8 * lengthMs];
        Arrays.fill(pcma, (byte) 0xD5);
        assertArrayEquals(pcma, SilentFrames.of(Codec.PCMA, lengthMs, codecs));
        assertEquals(8 * lengthMs, SilentFrames.of(Codec.G722, lengthMs, codecs).length);
    }

    @Test
    void shouldRefuseLengthsOpusDoesNotHave() {
        assertThrows(IllegalArgumentException.class, () -> section(OPUS, 30));
        assertThrows(IllegalArgumentException.class, () -> section(OPUS, 50));
        assertThrows(IllegalArgumentException.class, () -> section(waveform(Codec.PCMA), 0));
    }

    private static int ticks(Sent packet, boolean opus) {
        byte[] payload = packet.payload();
        return opus
                ? OpusPacket.samples48k(new UnsafeBuffer(payload), 0, payload.length)
                : payload.length;
    }

    /** A steady sample. */
    private final class Hum implements AudioSource {

        private final int rateHz;

        Hum(int rateHz) {
            this.rateHz = rateHz;
        }

        @Override
        public int rateHz() {
            return rateHz;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public boolean read(short[] pcm, int samplesPerChannel, long dueNs) {
            pieces.add(samplesPerChannel);
            Arrays.fill(pcm, 0, samplesPerChannel, (short) 1_300);
            return true;
        }
    }

    private void runFor(int milliseconds) {
        long endNs = nowNs + milliseconds * MS;
        while (deadlines.nextDeadlineNs() - endNs < 0) {
            nowNs = deadlines.nextDeadlineNs();
            deadlines.expire(nowNs);
        }
        nowNs = endNs;
    }

    @Override
    public void onMark(String name, long unplayedTicks) {
        throw new AssertionError("there are no marks");
    }

    @Override
    public void onStatus(PlaybackStatus status) {
        assertTrue(status.roomMs() <= 30_000);
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
