package io.ringway.media.voice;

import static io.ringway.media.voice.BargeInDetector.Event.CONFIRMED;
import static io.ringway.media.voice.BargeInDetector.Event.ENDED;
import static io.ringway.media.voice.BargeInDetector.Event.FALSE_START;
import static io.ringway.media.voice.BargeInDetector.Event.NONE;
import static io.ringway.media.voice.BargeInDetector.Event.ONSET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class BargeInDetectorTest {

    private static final long MS = 1_000_000;
    private static final long FRAME_NS = 20 * MS;

    private final BargeInDetector detector = new BargeInDetector(200 * MS, 100 * MS);
    private long nowNs = 7;

    /** One letter a frame: s for speech, anything else for silence. */
    private List<BargeInDetector.Event> hear(String frames) {
        List<BargeInDetector.Event> events = new ArrayList<>();
        for (int i = 0; i < frames.length(); i++) {
            nowNs += FRAME_NS;
            events.add(detector.onFrame(frames.charAt(i) == 's', nowNs));
        }
        return events;
    }

    private List<BargeInDetector.Event> changes(String frames) {
        return hear(frames).stream().filter(event -> event != NONE).toList();
    }

    @Test
    void shouldPauseAtOnceAndConfirmWhatLasts() {
        List<BargeInDetector.Event> events = hear("..sssssssssssss");
        assertEquals(ONSET, events.get(2));
        assertEquals(CONFIRMED, events.get(12), "200 ms after the first frame of speech");
        assertEquals(2, events.stream().filter(event -> event != NONE).count());
        assertTrue(detector.interrupting());
    }

    @Test
    void shouldTakeBackWhatDoesNotLast() {
        List<BargeInDetector.Event> events = hear("sssss........");
        assertEquals(ONSET, events.get(0));
        assertEquals(FALSE_START, events.get(10), "the first frame beyond 100 ms of silence");
        assertFalse(detector.interrupting());
    }

    @Test
    void shouldTakePiecesForOneSound() {
        assertEquals(List.of(ONSET, CONFIRMED), changes("sss...sss...sss...sss"));
    }

    @Test
    void shouldNotAddUpPiecesFarApart() {
        String piece = "sss.......";
        assertEquals(
                List.of(ONSET, FALSE_START, ONSET, FALSE_START, ONSET, FALSE_START),
                changes(piece.repeat(3)));
    }

    @Test
    void shouldTellTheEndOfAnInterruptionAndHearTheNext() {
        String sentence = "s".repeat(20) + ".".repeat(10);
        assertEquals(
                List.of(ONSET, CONFIRMED, ENDED, ONSET, CONFIRMED, ENDED),
                changes(sentence + sentence));
    }

    @Test
    void shouldBeginAnewAfterReset() {
        changes("ssssssssssssssss");
        detector.reset();
        assertFalse(detector.interrupting());
        assertEquals(List.of(ONSET), changes("..s"));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - 100 * MS, -100 * MS, Long.MIN_VALUE})
    void shouldNotMindWhereTheClockStands(long startNs) {
        nowNs = startNs;
        assertEquals(List.of(ONSET, CONFIRMED, ENDED), changes("s".repeat(15) + ".".repeat(10)));
    }

    @Test
    void shouldRefuseNegativeTimes() {
        assertThrows(IllegalArgumentException.class, () -> new BargeInDetector(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new BargeInDetector(0, -1));
    }
}
