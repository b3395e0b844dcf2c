package io.ringway.media.playback;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.playback.PlaybackStatus.State;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks, clearing, pausing and going on. */
@Timeout(30)
class PlaybackControlTest {

    private static final int RATE = 48_000;
    private static final int FRAME = 960;
    private static final int FADE = 240;

    @Test
    void shouldTellEachMarkWithTheFrameThatCarriesTheLastSampleBeforeIt() {
        try (PlaybackFeed feed = new PlaybackFeed(RATE, 0)) {
            feed.play(PlaybackFeed.tone(RATE, 440, FRAME), RATE, 1);
            feed.mark("one frame");
            feed.play(PlaybackFeed.tone(RATE, 440, FRAME + 1), RATE, 1);
            feed.mark("one sample more");
            feed.play(PlaybackFeed.tone(RATE, 440, 5 * FRAME), RATE, 1);
            feed.mark("end");
            feed.next();
            assertEquals(List.of("one frame:0"), feed.marks);
            feed.next();
            assertEquals(1, feed.marks.size());
            feed.next();
            assertEquals(List.of("one frame:0", "one sample more:0"), feed.marks);
            feed.drain(4);
            assertEquals(2, feed.marks.size());
            feed.drain(4);
            assertEquals("end:0", feed.marks.getLast());
        }
    }

    @Test
    void shouldTellAMarkAtOnceWhenNothingIsQueued() {
        try (PlaybackFeed feed = new PlaybackFeed(RATE, 312)) {
            feed.mark("nothing before");
            assertEquals(List.of("nothing before:0"), feed.marks);
            assertEquals(State.IDLE, feed.queue.state());
        }
    }

    @Test
    void shouldClearWithinAFrameAndSayWhatWasNotPlayed() {
        try (PlaybackFeed feed = new PlaybackFeed(RATE, 0)) {
            short[] tone = PlaybackFeed.tone(RATE, 440, 10 * FRAME);
            feed.play(tone, RATE, 1);
            feed.mark("first");
            feed.play(PlaybackFeed.tone(16_000, 440, 16_000), 16_000, 1);
            feed.mark("second");
            feed.drain(3);
            feed.queue.clear();
            assertEquals(List.of("first:" + 7 * FRAME, "second:" + (7 * FRAME + RATE)), feed.marks);
            assertEquals(30_000, feed.room.freeMs());
            short[] fading = feed.next();
            assertArrayEquals(new short[FRAME - FADE], Arrays.copyOfRange(fading, FADE, FRAME));
            assertTrue(PlaybackFeed.steepest(feed.heard()) < PlaybackFeed.steepest(tone) + 60);
            assertEquals(0, feed.next().length);
            assertEquals(State.IDLE, feed.statuses.getLast().state());
            assertEquals(3 * FRAME, feed.statuses.getLast().playedTicks());
        }
    }

    @Test
    void shouldPlayWhatComesAfterAClear() {
        short[] tone = PlaybackFeed.tone(RATE, 440, 10 * FRAME);
        try (PlaybackFeed feed = new PlaybackFeed(RATE, 0)) {
            feed.play(tone, RATE, 1);
            feed.drain(2);
            feed.queue.clear();
            feed.play(tone, RATE, 1);
            feed.drain(50);
            short[] again = feed.heard(2 * FRAME + FADE, 10 * FRAME - FADE);
            assertArrayEquals(Arrays.copyOfRange(tone, FADE, 10 * FRAME), again);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void shouldGoOnExactlyWhereItPaused(int rateHz) {
        int frame = rateHz / 50;
        int fade = rateHz / 200;
        short[] tone = PlaybackFeed.tone(rateHz, 150, 20 * frame);
        try (PlaybackFeed feed = new PlaybackFeed(rateHz, 0)) {
            feed.play(tone, rateHz, 1);
            feed.mark("end");
            feed.drain(7);
            feed.queue.pause();
            assertEquals(1, feed.drain(100), "the fade");
            assertEquals(State.PAUSED, feed.queue.state());
            assertEquals(List.of(), feed.marks);
            feed.queue.resume();
            feed.drain(13);
            assertEquals(List.of("end:0"), feed.marks);
            short[] before = feed.heard(0, 7 * frame);
            assertArrayEquals(Arrays.copyOf(tone, 7 * frame), before);
            short[] after = feed.heard(8 * frame + fade, 13 * frame - fade);
            assertArrayEquals(Arrays.copyOfRange(tone, 7 * frame + fade, 20 * frame), after);
            int step = PlaybackFeed.steepest(tone) + 8_000 * 16 / (10 * fade);
            assertTrue(PlaybackFeed.steepest(feed.heard()) <= step);
        }
    }

    @Test
    void shouldKeepAndTakeAudioWhilePaused() {
        try (PlaybackFeed feed = new PlaybackFeed(RATE, 0)) {
            feed.play(PlaybackFeed.tone(RATE, 440, 2 * FRAME), RATE, 1);
            feed.queue.pause();
            assertEquals(0, feed.drain(10));
            feed.play(PlaybackFeed.tone(RATE, 440, 2 * FRAME), RATE, 1);
            feed.mark("end");
            assertEquals(0, feed.drain(10));
            assertEquals(4 * FRAME, feed.queue.queuedTicks());
            feed.queue.resume();
            assertEquals(4, feed.drain(4));
            assertEquals(List.of("end:0"), feed.marks);
        }
    }

    @Test
    void shouldReturnMarksAtTheEnd() {
        PlaybackFeed feed = new PlaybackFeed(RATE, 0);
        feed.play(PlaybackFeed.tone(RATE, 440, RATE), RATE, 1);
        feed.mark("never");
        feed.close();
        assertEquals(List.of("never:" + RATE), feed.marks);
    }
}
