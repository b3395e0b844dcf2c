package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.AudioSource;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusVoice;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.leg.SentPackets.Sent;
import io.ringway.media.playback.PlaybackItem;
import io.ringway.media.playback.PlaybackListener;
import io.ringway.media.playback.PlaybackQueue;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.playback.PlaybackStatus;
import io.ringway.media.rtp.AudioLevel;
import io.ringway.media.shard.DeadlineHeap;
import io.ringway.media.shard.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RTP packets of what is played, against a clock of the test's own. */
@Timeout(30)
class PacedTransmissionTest implements Stage, PlaybackListener {

    private static final long MS = 1_000_000;
    private static final int TICKS = 960;
    private static final int LEVEL_ID = 3;

    private final OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
    private final CounterBlock counters = new Counters().newBlock("test");
    private final DeadlineHeap deadlines = new DeadlineHeap();
    private final SentPackets outlet = new SentPackets(section());
    private final PlaybackRoom room = new PlaybackRoom(30_000);
    private final PlaybackQueue queue = new PlaybackQueue(codecs, room, this);
    private final PacedTransmission paced =
            new PacedTransmission(this, outlet, queue, room, codecs, OpusVoice.DEFAULTS);
    private final List<String> marks = new ArrayList<>();
    private final List<Integer> packetsAtMark = new ArrayList<>();
    private long nowNs = 1_000 * MS;

    private static AudioSection section() {
        var opus = new PayloadFormat(111, PayloadFormat.Codec.OPUS, 48_000, 1, true);
        return new AudioSection("0", List.of(opus), true, true, List.of(), 77, 0, LEVEL_ID);
    }

    @AfterEach
    void close() {
        queue.close();
        paced.close();
    }

    @Test
    void shouldStampEveryFrameBehindTheOneBefore() {
        play(1_000);
        runUntil(nowNs + 2_000 * MS);
        // One frame more brings the last samples through the encoder.
        assertEquals(51, outlet.packets.size());
        for (int i = 0; i < outlet.packets.size(); i++) {
            Sent packet = outlet.packets.get(i);
            assertEquals(100 + i, packet.sequence());
            assertEquals(5_000 + (long) i * TICKS, packet.timestamp());
            assertEquals(i == 0, packet.marker());
        }
        assertFalse(outlet.paced);
    }

    @Test
    void shouldLetRtpTimeFollowTheClockAcrossSilence() {
        play(100);
        runUntil(nowNs + 200 * MS);
        Sent last = outlet.packets.getLast();
        long lastDueNs = 1_000 * MS + (outlet.packets.size() - 1) * 20L * MS;
        nowNs += 5_003 * MS;
        long againNs = nowNs;
        int before = outlet.packets.size();
        play(100);
        runUntil(nowNs + 200 * MS);
        Sent first = outlet.packets.get(before);
        assertTrue(first.marker());
        assertEquals(last.sequence() + 1, first.sequence());
        assertEquals((againNs - lastDueNs) * 48 / MS, first.timestamp() - last.timestamp());
    }

    /** G.711 on its clock of 8 kHz, 160 bytes a frame. */
    @Test
    void shouldEncodeAsNegotiated() {
        var pcmu = new PayloadFormat(0, PayloadFormat.Codec.PCMU, 8_000, 1, false);
        SentPackets phone =
                new SentPackets(
                        new AudioSection("0", List.of(pcmu), true, true, List.of(), 78, 0, 0));
        try (PlaybackQueue narrow = new PlaybackQueue(codecs, room, this);
                PacedTransmission toPhone =
                        new PacedTransmission(
                                this, phone, narrow, room, codecs, OpusVoice.DEFAULTS)) {
            PlaybackItem second = new PlaybackItem.Pcm(tone(1_000), 16_000, 1);
            assertTrue(room.tryTake(second));
            narrow.add(second);
            toPhone.wake(nowNs);
            runUntil(nowNs + 2_000 * MS);
        }
        assertEquals(51, phone.packets.size());
        for (int i = 0; i < phone.packets.size(); i++) {
            assertEquals(160, phone.packets.get(i).payload().length);
            assertEquals(5_000 + i * 160L, phone.packets.get(i).timestamp());
        }
    }

    @Test
    void shouldTellTheLevelOfEachFrame() {
        play(200);
        runUntil(nowNs + 400 * MS);
        int loud = outlet.packets.get(3).level();
        assertTrue(AudioLevel.hasVoice(loud));
        // A sine of amplitude 8,000 has 12.2 dB less than one of full scale, which has 3.
        assertEquals(15, AudioLevel.levelOf(loud));
        assertTrue(AudioLevel.levelOf(outlet.packets.getLast().level()) >= 40);
    }

    @Test
    void shouldTellAMarkOnlyAfterTheLastPacketBeforeItWasSent() {
        play(100);
        add(new PlaybackItem.Mark("end"));
        runUntil(nowNs + 400 * MS);
        assertEquals(List.of("end:0"), marks);
        assertEquals(List.of(6), packetsAtMark);
    }

    @Test
    void shouldWaitUntilMediaCanFlow() {
        outlet.ready = false;
        play(100);
        runUntil(nowNs + 400 * MS);
        assertEquals(0, outlet.packets.size());
        outlet.ready = true;
        paced.wake(nowNs);
        runUntil(nowNs + 400 * MS);
        assertEquals(6, outlet.packets.size());
    }

    @Test
    void shouldSendAnotherSourceWhileNothingIsPlayed() {
        paced.setSource(new Hum(), nowNs);
        runUntil(nowNs + 100 * MS);
        int hummed = outlet.packets.size();
        assertEquals(6, hummed);
        assertEquals(28, AudioLevel.levelOf(outlet.packets.getLast().level()));
        play(40);
        runUntil(nowNs + 40 * MS);
        assertEquals(15, AudioLevel.levelOf(outlet.packets.getLast().level()));
        runUntil(nowNs + 100 * MS);
        assertEquals(28, AudioLevel.levelOf(outlet.packets.getLast().level()));
        for (int i = 1; i < outlet.packets.size(); i++) {
            long step = outlet.packets.get(i).timestamp() - outlet.packets.get(i - 1).timestamp();
            assertEquals(TICKS, step);
        }
    }

    /** A steady sample of 1,300: 28 dB below overload. */
    private static final class Hum implements AudioSource {

        @Override
        public int rateHz() {
            return 48_000;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public boolean read(short[] pcm, int samplesPerChannel, long nowNs) {
            Arrays.fill(pcm, 0, samplesPerChannel, (short) 1_300);
            return true;
        }
    }

    /** A 400 Hz tone at 16 kHz. */
    private static byte[] tone(int milliseconds) {
        byte[] pcm = new byte[2 * 16 * milliseconds];
        for (int i = 0; i < 16 * milliseconds; i++) {
            int sample = (int) Math.round(8_000 * Math.sin(2 * Math.PI * 400 * i / 16_000));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        return pcm;
    }

    private void play(int milliseconds) {
        add(new PlaybackItem.Pcm(tone(milliseconds), 16_000, 1));
        paced.wake(nowNs);
    }

    private void add(PlaybackItem item) {
        assertTrue(room.tryTake(item));
        queue.add(item);
    }

    private void runUntil(long endNs) {
        while (deadlines.nextDeadlineNs() - endNs <= 0) {
            nowNs = deadlines.nextDeadlineNs();
            deadlines.expire(nowNs);
        }
        nowNs = endNs;
    }

    @Override
    public void onMark(String name, long unplayedTicks) {
        marks.add(name + ":" + unplayedTicks);
        packetsAtMark.add(outlet.packets.size());
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
