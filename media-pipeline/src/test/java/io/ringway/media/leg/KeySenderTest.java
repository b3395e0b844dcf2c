package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.leg.FramePacer.Outcome;
import io.ringway.media.leg.SentPackets.Sent;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.shard.DeadlineHeap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RTP packets of telephone keys, against a clock of the test's own. */
@Timeout(30)
class KeySenderTest {

    private static final long MS = 1_000_000;
    private static final int TICKS = 960;

    private final DeadlineHeap deadlines = new DeadlineHeap();
    private final SentPackets outlet = new SentPackets(section());
    private final PlaybackRoom room = new PlaybackRoom(1_000);
    private final KeySender keys = new KeySender(outlet, room);
    private final FramePacer pacer = new FramePacer(deadlines, 20, this::next);
    private final List<Long> sentMs = new ArrayList<>();
    private AudioSection section = section();

    private static AudioSection section() {
        var opus = new PayloadFormat(111, Codec.OPUS, 48_000, 1, true);
        var narrow = new PayloadFormat(126, Codec.TELEPHONE_EVENT, 8_000, 1, false);
        var wide = new PayloadFormat(110, Codec.TELEPHONE_EVENT, 48_000, 1, false);
        List<PayloadFormat> formats = List.of(opus, narrow, wide);
        return new AudioSection("0", formats, true, true, List.of(), 77, 0, 0);
    }

    private Outcome next(boolean talkSpurt, long dueNs) {
        if (!keys.pending()) {
            return Outcome.OVER;
        }
        Outcome outcome = keys.next(section, outlet.stream, talkSpurt, 20, dueNs);
        if (outcome == Outcome.SENT) {
            sentMs.add(dueNs / MS);
        }
        return outcome;
    }

    @Test
    void shouldTellAKeyEveryFrameAndItsEndThreeTimes() {
        press("5", 100);
        assertEquals(7, outlet.packets.size());
        for (int i = 0; i < 7; i++) {
            Sent packet = outlet.packets.get(i);
            assertEquals(i == 0, packet.marker(), "marker of packet " + i);
            assertEquals(100 + i, packet.sequence());
            assertEquals(5_000, packet.timestamp());
            assertEquals(5, packet.payload()[0]);
            // The end bit, and 10 below 0 dBm0.
            assertEquals(i < 4 ? 10 : 0x8A, packet.payload()[1] & 0xFF);
            assertEquals(Math.min(5, i + 1) * TICKS, durationOf(packet));
            assertEquals(20L * i, sentMs.get(i));
        }
    }

    @Test
    void shouldPauseBetweenKeysWhileRtpTimePasses() {
        press("1#", 80);
        assertEquals(12, outlet.packets.size());
        Sent second = outlet.packets.get(6);
        assertTrue(second.marker());
        assertEquals(11, second.payload()[0]);
        // 80 ms and 50 of pause, on the grid of frames.
        assertEquals(140, sentMs.get(6));
        assertEquals(5_000 + 7 * TICKS, second.timestamp());
        assertEquals(106, second.sequence());
    }

    @Test
    void shouldTellTheExactDurationOfAKeyThatIsNoWholeFrames() {
        press("D", 50);
        assertEquals(15, outlet.packets.getFirst().payload()[0]);
        assertEquals(2_400, durationOf(outlet.packets.getLast()));
        assertEquals(5, outlet.packets.size());
    }

    /** RFC 4733 §2.1 would have 48 kHz beside Opus; many know only 8. */
    @Test
    void shouldTellDurationsOnTheEventsClockAndTimesOnThatOfTheSpeech() {
        var opus = new PayloadFormat(111, Codec.OPUS, 48_000, 1, true);
        var narrow = new PayloadFormat(126, Codec.TELEPHONE_EVENT, 8_000, 1, false);
        section = new AudioSection("0", List.of(opus, narrow), true, true, List.of(), 77, 0, 0);
        press("12", 100);
        assertEquals(14, outlet.packets.size());
        for (int i = 0; i < 7; i++) {
            assertEquals(5_000, outlet.packets.get(i).timestamp());
            assertEquals(Math.min(5, i + 1) * 160, durationOf(outlet.packets.get(i)));
        }
        // 100 ms and 60 of pause at 48 kHz; speech behind it goes on from there too.
        assertEquals(5_000 + 8 * TICKS, outlet.packets.get(7).timestamp());
        long afterMs = sentMs.getLast() + 20;
        int next = outlet.stream.timestampAt(sentMs.getLast() * MS + 20 * MS);
        assertEquals(5_000 + afterMs * 48, next);
    }

    @Test
    void shouldHoldAsManyKeysAsThereIsRoomFor() {
        assertTrue(room.tryTakeKeys(64));
        assertFalse(room.tryTakeKeys(1));
        keys.add("0123456789*#ABCD".repeat(4), 40);
        run();
        assertTrue(room.tryTakeKeys(64));
        assertEquals(64 * 4, outlet.packets.size());
        assertEquals(64, outlet.packets.stream().filter(Sent::marker).count());
    }

    @Test
    void shouldGiveRoomBackForKeysThatWillNeverBeSent() {
        assertTrue(room.tryTakeKeys(2));
        keys.add("12", 40);
        keys.clear();
        assertFalse(keys.pending());
        assertTrue(room.tryTakeKeys(64));
    }

    private void press(String digits, int durationMs) {
        assertTrue(room.tryTakeKeys(digits.length()));
        keys.add(digits, durationMs);
        run();
    }

    private void run() {
        pacer.start(0);
        while (pacer.running()) {
            deadlines.expire(deadlines.nextDeadlineNs());
        }
    }

    private static int durationOf(Sent packet) {
        return ((packet.payload()[2] & 0xFF) << 8) | (packet.payload()[3] & 0xFF);
    }
}
