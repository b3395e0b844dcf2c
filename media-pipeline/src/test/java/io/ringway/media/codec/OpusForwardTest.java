package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.codec.SegmentRecorder.Segment;
import io.ringway.media.counters.Counter;
import io.ringway.proto.SegmentFlag;
import org.junit.jupiter.api.Test;

class OpusForwardTest {

    /** SILK, wideband, one frame of 20 ms. */
    private static final byte[] PACKET = {0x48, 1, 2, 3};

    private static final int FRAME = 960;

    @Test
    void shouldPassPacketsAsReceived() {
        try (TimelineFeed feed = TimelineFeed.forward(0xFFFF, 0xFFFF_FFFFL)) {
            feed.send(PACKET, FRAME);
            feed.send(PACKET, FRAME);
            feed.finish();
            Segment second = feed.out.segments.get(1);
            assertArrayEquals(PACKET, second.payload());
            assertEquals(FRAME, second.samples());
            assertEquals(0xFFFF_FFFFL + FRAME, second.timestamp());
            assertEquals(0, second.flags());
            assertEquals(SegmentFlag.DISCONTINUITY_VALUE, feed.out.segments.getFirst().flags());
        }
    }

    @Test
    void shouldTellWhatIsMissingByItsLength() {
        try (TimelineFeed feed = TimelineFeed.forward(7, 100)) {
            feed.send(PACKET, FRAME);
            for (int i = 0; i < 30; i++) {
                feed.lose(FRAME);
            }
            feed.send(PACKET, FRAME);
            feed.pause(12_345);
            feed.send(PACKET, FRAME);
            feed.finish();
            Segment lost = feed.out.segments.get(1);
            assertEquals(30 * FRAME, lost.samples());
            assertEquals(SegmentFlag.LOST_VALUE, lost.flags());
            assertEquals(0, lost.payload().length);
            Segment silent = feed.out.segments.get(3);
            assertEquals(12_345, silent.samples());
            assertEquals(SegmentFlag.DTX_VALUE, silent.flags());
            assertEquals(33 * FRAME + 12_345, feed.out.totalSamples());
        }
    }

    @Test
    void shouldNotPassOnWhatNoDecoderWouldTake() {
        try (TimelineFeed feed = TimelineFeed.forward(7, 100)) {
            feed.send(PACKET, FRAME);
            feed.send(new byte[] {3, 0}, FRAME);
            feed.send(PACKET, FRAME);
            feed.finish();
            assertEquals(1, feed.count(Counter.DROP_DECODE_FAILED));
            assertEquals(SegmentFlag.LOST_VALUE, feed.out.segments.get(1).flags());
            assertEquals(3 * FRAME, feed.out.totalSamples());
        }
    }
}
