package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTimelineTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7FFF, 0x8000, 0xFFFF})
    void shouldStartASourceRightBehindWhatWasSentLast(int sourceSequence) {
        OutboundTimeline timeline = new OutboundTimeline(0xFFFE, 1_000);
        assertEquals(0xFFFE, timeline.appendSequence());
        assertEquals(1_000, timeline.appendTimestamp(960));

        assertEquals(0xFFFF, timeline.forward(7, sourceSequence, -5));
        assertEquals(1_960, timeline.timestampOf(-5));
        assertEquals(0, timeline.forward(7, (sourceSequence + 1) & 0xFFFF, 955));
        assertEquals(2_920, timeline.timestampOf(955));
    }

    @Test
    void shouldKeepLossAndReorderingOfASource() {
        OutboundTimeline timeline = new OutboundTimeline(100, 0);
        assertEquals(100, timeline.forward(7, 10, 0));
        assertEquals(103, timeline.forward(7, 13, 2_880));
        assertEquals(101, timeline.forward(7, 11, 960));
        timeline.forwardedUntil(timeline.timestampOf(2_880), 960);

        assertEquals(104, timeline.appendSequence());
        assertEquals(3_840, timeline.appendTimestamp(960));
    }

    @Test
    void shouldContinueWithoutAGapWhenTheSourceChanges() {
        OutboundTimeline timeline = new OutboundTimeline(5, 0);
        timeline.forward(1, 60_000, 111);
        timeline.forwardedUntil(timeline.timestampOf(111), 480);

        assertEquals(6, timeline.forward(2, 3, 999_999));
        assertEquals(480, timeline.timestampOf(999_999));
    }

    @Test
    void shouldPlaceTheSameSourceAnewAfterItsEnd() {
        OutboundTimeline timeline = new OutboundTimeline(0, 0);
        timeline.forward(1, 10, 0);
        timeline.forwardedUntil(timeline.timestampOf(0), 960);
        timeline.endSource();

        assertEquals(1, timeline.forward(1, 500, 96_000));
        assertEquals(960, timeline.timestampOf(96_000));
    }

    /** The packet that leaves first may not be the first of its stream. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7FFF, 0x8000, 0xFFFF})
    void shouldPlaceOwnPacketsAsTheySay(int index) {
        OutboundTimeline timeline = new OutboundTimeline(0xFFFE, 1_000);
        timeline.appendSequence();
        timeline.appendTimestamp(960);

        assertEquals(0xFFFF, timeline.place(index, index * 960));
        assertEquals(1_960, timeline.timestampOf(index * 960));
        timeline.forwardedUntil(1_960, 960);
        assertEquals(2, timeline.place(index + 3, (index + 3) * 960));
        assertEquals(4_840, timeline.timestampOf((index + 3) * 960));
        timeline.forwardedUntil(4_840, 960);
        assertEquals(0xFFFE, timeline.place(index - 1, (index - 1) * 960));
        assertEquals(1_000, timeline.timestampOf((index - 1) * 960));

        assertEquals(3, timeline.appendSequence());
        assertEquals(5_800, timeline.appendTimestamp(960));
        assertEquals(4, timeline.place(0, 0));
    }
}
