package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.SegmentRecorder.Segment;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.proto.SegmentFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sender's silence, jumps and new starts. */
class SpeechTimelineTest {

    private static final int LOST = SegmentFlag.LOST_VALUE;
    private static final int SILENT = SegmentFlag.SILENCE_VALUE;
    private static final int DTX = SegmentFlag.DTX_VALUE;
    private static final int FRAME = 960;

    @Test
    void shouldKeepSilenceOfTheSenderExact() {
        OpusStream stream = OpusStream.voice();
        long[] pauses48k = {1, 7, 960, 19_200, 48_000 * 9L + 13};
        try (TimelineFeed feed = TimelineFeed.speech(decoder(16_000, 1), 0, 0)) {
            long sent = 0;
            for (int i = 0; i < pauses48k.length; i++) {
                feed.sendAll(stream, i, i + 1);
                feed.pause(pauses48k[i]);
                sent += FRAME + pauses48k[i];
            }
            feed.sendAll(stream, 5, 6);
            feed.finish();
            assertEquals((sent + FRAME) / 3, feed.out.totalSamples());
            assertEquals(feed.out.totalSamples() - 6 * 320, feed.out.samplesWith(DTX | SILENT));
            assertEquals(feed.out.pcm().length, feed.out.totalSamples());
            assertEquals(1, feed.out.discontinuities());
        }
    }

    @Test
    void shouldTellAPauseOfMinutesByItsLengthAlone() {
        OpusStream stream = OpusStream.voice();
        try (TimelineFeed feed = TimelineFeed.speech(decoder(8_000, 2), 0, 0xFFFF_0000L)) {
            feed.sendAll(stream, 0, 2);
            feed.pause(48_000L * 60 * 7);
            feed.sendAll(stream, 2, 4);
            for (int i = 0; i < 1_000; i++) {
                feed.lose(FRAME);
            }
            feed.sendAll(stream, 4, 6);
            feed.finish();
            assertEquals(6 * 160 + 8_000L * 60 * 7 + 1_000 * 160, feed.out.totalSamples());
            assertEquals(8_000L * 60 * 7, feed.out.samplesWith(DTX | SILENT));
            assertEquals(1_000 * 160, feed.out.samplesWith(LOST | SILENT));
            assertEquals(6 * 160 * 2, feed.out.pcm().length);
            assertEquals(1, feed.out.discontinuities());
        }
    }

    @ParameterizedTest
    @CsvSource({"48000000, true", "-480000, true", "-1, true", "479999, false", "2000000000, true"})
    void shouldMarkAJumpOfTheSendersClock(long ticks, boolean expected) {
        OpusStream stream = OpusStream.voice();
        try (TimelineFeed feed = TimelineFeed.speech(decoder(16_000, 1), 0, 1_000_000)) {
            feed.sendAll(stream, 0, 2);
            feed.timestamp += ticks;
            long jumpedTo = feed.timestamp;
            feed.sendAll(stream, 2, 4);
            feed.finish();
            assertEquals(expected ? 2 : 1, feed.out.discontinuities());
            Segment third = feed.out.segments.get(feed.out.segments.size() - 2);
            assertEquals(jumpedTo, third.timestamp());
            if (expected) {
                assertTrue(third.has(SegmentFlag.DISCONTINUITY));
                assertEquals(4 * 320, feed.out.totalSamples());
            }
        }
    }

    @Test
    void shouldNotTakeTelephoneEventsForAudioNorForLoss() {
        OpusStream stream = OpusStream.voice();
        try (TimelineFeed feed = TimelineFeed.speech(decoder(16_000, 1), 0, 0)) {
            feed.sendAll(stream, 0, 3);
            for (int i = 0; i < 5; i++) {
                feed.deliver(new byte[] {1, 2, 3, 4}, 101, feed.sequence++, feed.timestamp);
            }
            feed.pause(4_800);
            feed.sendAll(stream, 3, 6);
            feed.finish();
            assertEquals(6 * 320 + 1_600, feed.out.totalSamples());
            assertEquals(1_600, feed.out.samplesWith(DTX | SILENT));
        }
    }

    @Test
    void shouldFlagWhatFollowsANewStartAndResetTheDecoder() {
        OpusStream stream = OpusStream.voice();
        try (TimelineFeed feed = TimelineFeed.speech(decoder(16_000, 1), 100, 0)) {
            feed.sendAll(stream, 0, 5);
            feed.sequence += 20_000;
            feed.timestamp += 7_000_000;
            feed.sendAll(stream, 5, 10);
            feed.finish();
            assertEquals(10 * 320, feed.out.totalSamples());
            assertEquals(2, feed.out.discontinuities());
            assertTrue(feed.out.segments.get(5).has(SegmentFlag.DISCONTINUITY));
        }
    }

    @Test
    void shouldGoOnWhenTheSinkHasNoRoom() {
        OpusStream stream = OpusStream.voice();
        try (TimelineFeed feed = TimelineFeed.speech(decoder(16_000, 1), 0, 0)) {
            feed.out.refuse(true);
            feed.sendAll(stream, 0, 3);
            feed.lose(FRAME);
            feed.sendAll(stream, 4, 6);
            feed.out.refuse(false);
            feed.sendAll(stream, 6, 8);
            feed.finish();
            assertEquals(6, feed.out.refused());
            assertEquals(6 * FRAME, feed.out.segments.getFirst().timestamp());
            assertTrue(feed.out.segments.getFirst().has(SegmentFlag.DISCONTINUITY));
            assertFalse(feed.out.segments.getLast().has(SegmentFlag.DISCONTINUITY));
        }
    }

    @Test
    void shouldFlagPacketsOfASilentSender() {
        OpusStream stream = OpusStream.voice();
        try (TimelineFeed feed = TimelineFeed.speech(decoder(16_000, 1), 0, 0)) {
            feed.sendAll(stream, 0, 2);
            feed.send(new byte[] {stream.packets().getFirst()[0]}, FRAME);
            feed.finish();
            assertEquals(DTX, feed.out.segments.getLast().flags());
            assertEquals(3 * 320, feed.out.totalSamples());
        }
    }

    @Test
    void shouldGoOnInAnotherFormatWithoutADiscontinuity() {
        OpusStream stream = OpusStream.voice();
        try (TimelineFeed feed = TimelineFeed.speech(decoder(16_000, 1), 0, 0)) {
            feed.sendAll(stream, 0, 5);
            SegmentRecorder opus = new SegmentRecorder(48_000);
            OpusForward forward =
                    new OpusForward(
                            opus,
                            TimelineSettings.DEFAULTS,
                            () -> {
                                throw new AssertionError("Opus needs none");
                            },
                            feed.counters);
            forward.acceptPayloadType(111, Codec.OPUS);
            forward.continueFrom(feed.timeline);
            assertEquals(5 * FRAME, forward.nextRtpTimestamp());
            opus.expectAt(5 * FRAME);
            byte[] packet = stream.packets().get(7);
            MediaPacket next =
                    new MediaPacket()
                            .payload(TestSound.offHeap(packet), 0, packet.length)
                            .position(7, 7 * FRAME)
                            .type(111, false);
            forward.onGap(5, 2, next);
            forward.onPacket(next);
            assertEquals(LOST, opus.segments.getFirst().flags());
            assertEquals(5 * FRAME, opus.segments.getFirst().timestamp());
            assertEquals(3 * FRAME, opus.totalSamples());
        }
    }

    private static OpusDecoder decoder(int rateHz, int channels) {
        return OpusCodecs.of(OpusCodecs.Provider.AUTO).decoder(rateHz, channels);
    }
}
