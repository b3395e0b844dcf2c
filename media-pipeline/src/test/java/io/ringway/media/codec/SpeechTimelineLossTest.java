package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.SegmentRecorder.Segment;
import io.ringway.media.counters.Counter;
import io.ringway.proto.SegmentFlag;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses: how much is made up, by what means, and that not a sample is gained or lost. */
class SpeechTimelineLossTest {

    private static final int LOST = SegmentFlag.LOST_VALUE;
    private static final int FEC = LOST | SegmentFlag.CONCEALED_FEC_VALUE;
    private static final int PLC = LOST | SegmentFlag.CONCEALED_PLC_VALUE;
    private static final int SILENT = SegmentFlag.SILENCE_VALUE;
    private static final int FRAME = 960;

    static Stream<Arguments> wraps() {
        return Stream.of(0, 1, 0x7FFF, 0x8000, 0xFFF0, 0xFFFF)
                .flatMap(
                        sequence ->
                                Stream.of(0L, 0xFFFF_FFFFL, 0xFFFF_D000L, 0x7FFF_F000L)
                                        .map(time -> Arguments.of(sequence, time)));
    }

    @ParameterizedTest
    @MethodSource("wraps")
    void shouldBeExactOverEveryWrapWithLossInTheMidst(int sequence, long timestamp) {
        OpusStream stream = OpusStream.voice();
        try (TimelineFeed feed = TimelineFeed.speech(decoder(16_000, 1), sequence, timestamp)) {
            for (int i = 0; i < 40; i++) {
                if (i % 7 == 3) {
                    feed.lose(FRAME);
                } else {
                    feed.send(stream.packets().get(i), FRAME);
                }
            }
            feed.finish();
            assertEquals(40 * 320, feed.out.totalSamples());
            assertEquals(timestamp, feed.out.segments.getFirst().timestamp());
            assertEquals(6 * 320, feed.out.samplesWith(PLC));
            assertTrue(feed.out.segments.getFirst().has(SegmentFlag.DISCONTINUITY));
            assertEquals(1, feed.out.discontinuities());
            assertEquals(34, feed.count(Counter.FRAMES_DECODED));
        }
    }

    @ParameterizedTest
    @CsvSource({"8000, 1", "16000, 2", "24000, 1", "48000, 2", "48000, 1"})
    void shouldFillABurstWithConcealmentThenSilence(int rateHz, int channels) {
        for (OpusCodecs.Provider provider :
                List.of(OpusCodecs.Provider.AUTO, OpusCodecs.Provider.CONCENTUS)) {
            OpusDecoder decoder = OpusCodecs.of(provider).decoder(rateHz, channels);
            OpusStream stream = OpusStream.voice();
            try (TimelineFeed feed = TimelineFeed.speech(decoder, 5, 5)) {
                feed.sendAll(stream, 0, 10);
                for (int i = 0; i < 15; i++) {
                    feed.lose(FRAME);
                }
                feed.sendAll(stream, 25, 30);
                feed.finish();
                int frame = rateHz / 50;
                assertEquals(30L * frame, feed.out.totalSamples());
                assertEquals(5L * frame, feed.out.samplesWith(PLC));
                assertEquals(10L * frame, feed.out.samplesWith(LOST | SILENT));
                assertEquals(30 * frame * channels, feed.out.pcm().length);
                assertSilenceIsSilent(feed);
                SpeechTimeline timeline = (SpeechTimeline) feed.timeline;
                assertEquals(15L * FRAME, timeline.concealedSamples48k());
            }
        }
    }

    @Test
    void shouldReadTheLastLostFrameFromRedundancy() {
        OpusStream stream = OpusStream.redundantVoice();
        try (TimelineFeed feed = TimelineFeed.speech(decoder(16_000, 1), 0, 0)) {
            // The encoder adds redundancy where there is voice: losses stand before loud frames.
            feed.sendAll(stream, 0, 20);
            feed.lose(FRAME);
            feed.sendAll(stream, 21, 47);
            for (int i = 0; i < 8; i++) {
                feed.lose(FRAME);
            }
            feed.sendAll(stream, 55, 60);
            feed.finish();
            assertEquals(60 * 320, feed.out.totalSamples());
            assertEquals(2 * 320, feed.out.samplesWith(FEC));
            assertEquals(5 * 320, feed.out.samplesWith(PLC));
            assertEquals(2 * 320, feed.out.samplesWith(LOST | SILENT));
            assertEquals(2, feed.count(Counter.FRAMES_CONCEALED_FEC));
        }
    }

    @Test
    void shouldIgnoreDuplicatesAndReorderingThatComesInTime() {
        OpusStream stream = OpusStream.voice();
        try (TimelineFeed feed = TimelineFeed.speech(decoder(16_000, 1), 0xFFF0, 0xFFFF_F000L);
                TimelineFeed clean =
                        TimelineFeed.speech(decoder(16_000, 1), 0xFFF0, 0xFFFF_F000L)) {
            clean.sendAll(stream, 0, 40);
            for (int i = 0; i < 40; i += 2) {
                byte[] first = stream.packets().get(i);
                byte[] second = stream.packets().get(i + 1);
                feed.deliver(second, 111, feed.sequence + 1, feed.timestamp + FRAME);
                feed.deliver(first, 111, feed.sequence, feed.timestamp);
                feed.deliver(first, 111, feed.sequence, feed.timestamp);
                feed.step(FRAME);
                feed.step(FRAME);
                if (i == 0) {
                    // The stream is believed from its first packet, so the pair began late.
                    assertEquals(1, feed.out.segments.size());
                }
            }
            feed.finish();
            assertEquals(39 * 320, feed.out.totalSamples());
            assertEquals(1, feed.out.discontinuities());
            assertEquals(0, feed.out.samplesWith(PLC));
        }
    }

    @ParameterizedTest
    @CsvSource({"8000, 1", "16000, 1", "24000, 2", "48000, 2"})
    void shouldFollowEveryFrameLengthWithLossesBetween(int rateHz, int channels) {
        OpusStream stream = OpusStream.everyFrameLength();
        try (TimelineFeed feed = TimelineFeed.speech(decoder(rateHz, channels), 0xFFF8, 77)) {
            long sent = 0;
            for (int i = 0; i < stream.packets().size(); i++) {
                int samples48k = stream.samples48k().get(i);
                sent += samples48k;
                boolean last = i == stream.packets().size() - 1;
                if (i % 5 == 2 && !last) {
                    feed.lose(samples48k);
                } else {
                    feed.send(stream.packets().get(i), samples48k);
                }
            }
            feed.finish();
            assertEquals(sent / (48_000 / rateHz), feed.out.totalSamples());
            assertEquals(1, feed.out.discontinuities());
        }
    }

    @Test
    void shouldTellTheTimeOfABrokenPacketAsLost() {
        OpusStream stream = OpusStream.voice();
        try (TimelineFeed feed = TimelineFeed.speech(decoder(16_000, 1), 0, 0)) {
            feed.send(new byte[] {3, 0}, FRAME);
            feed.sendAll(stream, 0, 3);
            feed.send(new byte[] {3, 63, 1}, FRAME);
            feed.send(new byte[0], FRAME);
            feed.sendAll(stream, 5, 8);
            feed.finish();
            assertEquals(8 * 320, feed.out.totalSamples());
            assertEquals(2 * 320, feed.out.samplesWith(PLC));
            assertEquals(3, feed.count(Counter.DROP_DECODE_FAILED));
        }
    }

    private static void assertSilenceIsSilent(TimelineFeed feed) {
        for (Segment segment : feed.out.segments) {
            if (segment.has(SegmentFlag.SILENCE)) {
                for (byte value : segment.payload()) {
                    assertEquals(0, value);
                }
            }
        }
    }

    private static OpusDecoder decoder(int rateHz, int channels) {
        return OpusCodecs.of(OpusCodecs.Provider.AUTO).decoder(rateHz, channels);
    }
}
