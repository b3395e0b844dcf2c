package io.ringway.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTimelineTest {

    private static final int PACKET = 960;
    private static final long MAX_GAP = 600L * 48_000;

    private final RecordingTimeline timeline = new RecordingTimeline(MAX_GAP);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 0x7FFF_FFFFL, 0xFFFF_FFFFL, Long.MAX_VALUE - 100, -5})
    void shouldBeginAnywhere(long first) {
        assertEquals(0, timeline.gapBefore(first));
        timeline.advance(PACKET);
        assertEquals(0, timeline.gapBefore(first + PACKET));
        timeline.advance(PACKET);
        assertEquals(PACKET, timeline.gapBefore(first + 3 * PACKET));
    }

    @Test
    void shouldCallRepeatedAndOvertakenPacketsLate() {
        place(0);
        place(PACKET);
        assertEquals(RecordingTimeline.LATE, timeline.gapBefore(0));
        assertEquals(RecordingTimeline.LATE, timeline.gapBefore(PACKET));
        assertEquals(0, timeline.gapBefore(2 * PACKET));
    }

    @Test
    void shouldCarryWhatCannotBeFilledOverToALaterGap() {
        place(0);
        assertEquals(0, timeline.gapBefore(PACKET + 100));
        timeline.advance(PACKET);
        assertEquals(120, timeline.gapBefore(2 * PACKET + 200));
    }

    @Test
    void shouldFillUpToTheLongestGapAndLeaveOutALongerOne() {
        place(0);
        assertEquals(MAX_GAP, timeline.gapBefore(PACKET + MAX_GAP));
        assertEquals(0, timeline.gapBefore(PACKET + MAX_GAP + 1));
        timeline.advance(PACKET);
        assertEquals(0, timeline.gapBefore(2 * PACKET + MAX_GAP + 1));
    }

    @Test
    void shouldGoOnAfterAStepBackToAnotherTimeline() {
        place(10_000_000);
        assertEquals(0, timeline.gapBefore(500));
        timeline.advance(PACKET);
        assertEquals(0, timeline.gapBefore(500 + PACKET));
        assertEquals(2 * PACKET, timeline.written48k());
    }

    private void place(long rtp) {
        assertEquals(0, timeline.gapBefore(rtp));
        timeline.advance(PACKET);
    }
}
