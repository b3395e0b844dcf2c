package io.ringway.media.playback;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.playback.PlaybackStatus.State;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes out of a playback queue is what went in: as much, as it was, where it was. */
@Timeout(30)
class PlaybackQueueTest {

    private static final int RATE = 48_000;
    private static final int FRAME = 960;

    @Test
    void shouldPlayEverySampleAsItIsHoweverItWasCut() {
        Random random = new Random(11);
        short[] sound = PlaybackFeed.tone(RATE, 440, 3 * RATE + 123);
        try (PlaybackFeed feed = new PlaybackFeed(RATE, 0)) {
            int at = 0;
            while (at < sound.length) {
                int count = Math.min(sound.length - at, 1 + random.nextInt(4_000));
                feed.play(Arrays.copyOfRange(sound, at, at + count), RATE, 1);
                at += count;
            }
            feed.drain(1_000);
            assertArrayEquals(sound, feed.heard(0, sound.length));
            assertEquals(30_000, feed.room.freeMs());
        }
    }

    @Test
    void shouldMixStereoDown() {
        short[] left = PlaybackFeed.tone(RATE, 300, 2 * FRAME);
        short[] stereo = new short[2 * left.length];
        short[] expected = new short[left.length];
        for (int i = 0; i < left.length; i++) {
            stereo[2 * i] = left[i];
            stereo[2 * i + 1] = (short) (left[i] / 3);
            expected[i] = (short) ((stereo[2 * i] + stereo[2 * i + 1]) / 2);
        }
        try (PlaybackFeed feed = new PlaybackFeed(RATE, 0)) {
            feed.play(stereo, RATE, 2);
            feed.drain(10);
            assertArrayEquals(expected, feed.heard(0, expected.length));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8000,48000",
        "16000,48000",
        "24000,48000",
        "48000,8000",
        "16000,8000",
        "8000,16000"
    })
    void shouldResampleInPlaceAndAsLong(int inRateHz, int outRateHz) {
        short[] sound = PlaybackFeed.tone(inRateHz, 500, inRateHz);
        short[] expected = PlaybackFeed.tone(outRateHz, 500, outRateHz);
        try (PlaybackFeed feed = new PlaybackFeed(outRateHz, 0)) {
            for (int at = 0; at < sound.length; at += 333) {
                int end = Math.min(sound.length, at + 333);
                feed.play(Arrays.copyOfRange(sound, at, end), inRateHz, 1);
            }
            feed.mark("end");
            feed.drain(49);
            assertEquals(List.of(), feed.marks);
            feed.next();
            assertEquals(List.of("end:0"), feed.marks);
            short[] heard = feed.heard(0, outRateHz);
            // Away from the edges, where the filter rings, it is the same tone in the same place,
            // to half a sample.
            int margin = outRateHz / 50;
            double halfSample = Math.PI * 8_000 * 500 / outRateHz;
            for (int i = margin; i < outRateHz - margin; i++) {
                assertEquals(expected[i], heard[i], halfSample + 40, "sample " + i);
            }
        }
    }

    @Test
    void shouldPadOnlyTheLastFrame() {
        short[] sound = PlaybackFeed.tone(RATE, 440, FRAME + 100);
        try (PlaybackFeed feed = new PlaybackFeed(RATE, 0)) {
            feed.play(sound, RATE, 1);
            assertEquals(2, feed.drain(10));
            assertEquals(State.IDLE, feed.queue.state());
            assertArrayEquals(sound, feed.heard(0, sound.length));
            short[] rest = feed.heard(sound.length + 240, FRAME - 100 - 240);
            assertArrayEquals(new short[rest.length], rest);
        }
    }

    /** A tone cut off at its crest, twice: neither end nor beginning may step. */
    @Test
    void shouldRunDryAndGoOnWithoutAClick() {
        short[] tone = PlaybackFeed.tone(RATE, 100, 10 * FRAME);
        int crest = RATE / 100 / 4;
        int toneStep = PlaybackFeed.steepest(tone);
        try (PlaybackFeed feed = new PlaybackFeed(RATE, 0)) {
            feed.play(Arrays.copyOfRange(tone, 0, 4 * FRAME + crest), RATE, 1);
            feed.drain(20);
            feed.play(Arrays.copyOfRange(tone, crest, 4 * FRAME), RATE, 1);
            feed.drain(20);
            // 8,000 over 5 ms of raised cosine is 52 a sample at its steepest.
            assertTrue(
                    PlaybackFeed.steepest(feed.heard()) <= toneStep + 53,
                    PlaybackFeed.steepest(feed.heard()) + " against " + toneStep);
        }
    }

    @Test
    void shouldGoThroughTheEncodersDelayBeforeItFallsSilent() {
        try (PlaybackFeed feed = new PlaybackFeed(RATE, 312)) {
            feed.play(PlaybackFeed.tone(RATE, 440, FRAME), RATE, 1);
            feed.mark("end");
            feed.next();
            assertEquals(List.of(), feed.marks, "the last 6.5 ms are still in the encoder");
            feed.next();
            assertEquals(List.of("end:0"), feed.marks);
            assertEquals(0, feed.next().length);
        }
    }

    @Test
    void shouldRefuseWhatThereIsNoRoomForAndTakeItLater() {
        try (PlaybackFeed feed = new PlaybackFeed(RATE, 0, 1_000)) {
            short[] second = new short[RATE];
            feed.play(second, RATE, 1);
            assertEquals(0, feed.room.freeMs());
            assertFalse(feed.play(pcm(1)));
            feed.next();
            assertTrue(feed.play(pcm(FRAME)));
            assertFalse(feed.play(pcm(1)));
            assertEquals(51, feed.drain(100), "what is left, and a frame to fall silent in");
        }
    }

    @Test
    void shouldTellHowMuchRoomThereIsWhilePlaying() {
        try (PlaybackFeed feed = new PlaybackFeed(RATE, 0, 4_000)) {
            feed.play(PlaybackFeed.tone(RATE, 440, 3 * RATE), RATE, 1);
            feed.drain(200);
            assertEquals(State.PLAYING, feed.statuses.getFirst().state());
            assertEquals(1_000, feed.statuses.getFirst().roomMs());
            assertEquals(List.of(2_000, 3_000), roomWhilePlaying(feed));
            PlaybackStatus last = feed.statuses.getLast();
            assertEquals(new PlaybackStatus(State.IDLE, 0, 4_000, 3L * RATE, 3L * RATE), last);
        }
    }

    private static List<Integer> roomWhilePlaying(PlaybackFeed feed) {
        return feed.statuses.stream()
                .skip(1)
                .filter(status -> status.queuedTicks() > 0)
                .map(PlaybackStatus::roomMs)
                .toList();
    }

    private static PlaybackItem pcm(int samples) {
        return new PlaybackItem.Pcm(new byte[2 * samples], RATE, 1);
    }
}
