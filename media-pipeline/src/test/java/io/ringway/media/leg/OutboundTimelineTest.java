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
}
