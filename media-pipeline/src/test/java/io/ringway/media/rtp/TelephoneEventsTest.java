package io.ringway.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TelephoneEventsTest {

    private static final int END = 0x80;

    private final List<String> presses = new ArrayList<>();
    private final TelephoneEvents events =
            new TelephoneEvents((digit, ms) -> presses.add(digit + ":" + ms));

    private void packet(int event, int flags, int duration, long timestamp) {
        byte[] bytes = {(byte) event, (byte) flags, (byte) (duration >> 8), (byte) duration};
        events.onPacket(new UnsafeBuffer(bytes), 0, 4, timestamp, 8_000);
    }

    @Test
    void shouldTellOnePressOfManyPacketsOnce() {
        packet(5, 10, 160, 1_000);
        packet(5, 10, 320, 1_000);
        packet(5, 10 | END, 480, 1_000);
        packet(5, 10 | END, 480, 1_000);
        packet(5, 10 | END, 480, 1_000);
        assertEquals(List.of("5:60"), presses);
    }

    @Test
    void shouldTellTheSameKeyPressedTwiceTwice() {
        packet(11, END, 800, 1_000);
        packet(11, END, 800, 9_000);
        assertEquals(List.of("#:100", "#:100"), presses);
    }

    @Test
    void shouldTellAPressWhoseEndWasLostWhenTheNextBegins() {
        packet(0, 10, 400, 1_000);
        packet(15, 10, 160, 9_000);
        packet(15, END, 320, 9_000);
        assertEquals(List.of("0:50", "D:40"), presses);
    }

    @Test
    void shouldTellAPressThatOnlyItsLastPacketReached() {
        packet(10, END, 1_600, 77);
        assertEquals(List.of("*:200"), presses);
    }

    /** RFC 4733 §2.5.1.3: ten seconds at 8 kHz are two segments of one press. */
    @Test
    void shouldTellALongPressOnce() {
        for (int ticks = 400; ticks <= 65_200; ticks += 400) {
            packet(7, 10, ticks, 1_000);
        }
        packet(7, 10, 65_535, 1_000);
        for (int ticks = 65; ticks < 14_465; ticks += 400) {
            packet(7, 10, ticks, 1_000 + 65_535);
        }
        packet(7, 10 | END, 14_465, 1_000 + 65_535);
        packet(7, 10 | END, 14_465, 1_000 + 65_535);
        assertEquals(List.of("7:10000"), presses);
    }

    /** Durations at 8 kHz between Opus packets, whose RTP time runs at 48. */
    @Test
    void shouldTellALongPressOnceBesideOpus() {
        packet(7, 10, 65_535, 1_000);
        packet(7, 10, 465, 1_000 + 6 * 65_535);
        packet(7, 10 | END, 14_465, 1_000 + 6 * 65_535);
        assertEquals(List.of("7:10000"), presses);
    }

    /** The last packet of the first segment and the first ones of the second are lost. */
    @Test
    void shouldTellALongPressOnceAcrossLosses() {
        packet(7, 10, 65_200, 1_000);
        packet(7, 10 | END, 14_465, 1_000 + 65_535);
        assertEquals(List.of("7:10000"), presses);
    }

    @Test
    void shouldTellAPressAgainThatBeginsAfterTheEndOfOne() {
        packet(7, 10 | END, 800, 1_000);
        packet(7, 10 | END, 800, 1_800);
        assertEquals(List.of("7:100", "7:100"), presses);
    }

    /** Packets of a press that come in the wrong order do not shorten it. */
    @Test
    void shouldKnowTheLongestItHeard() {
        packet(3, 10, 800, 1_000);
        packet(3, 10, 400, 1_000);
        packet(3, 10, 1_200, 1_000);
        events.finish();
        events.finish();
        packet(3, 10 | END, 1_600, 1_000);
        assertEquals(List.of("3:150"), presses);
    }

    @Test
    void shouldPassOverWhatIsNoKey() {
        packet(16, END, 800, 1);
        packet(66, END, 800, 2);
        events.onPacket(new UnsafeBuffer(new byte[3]), 0, 3, 3, 8_000);
        assertTrue(presses.isEmpty());
    }

    @Test
    void shouldSurviveNoise() {
        Random random = new Random(3);
        byte[] noise = new byte[8];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(noise);
            events.onPacket(
                    new UnsafeBuffer(noise), 0, random.nextInt(9), random.nextInt(4), 8_000);
        }
        assertTrue(presses.stream().allMatch(p -> p.matches("[0-9*#A-D]:[0-9]+")));
    }
}
