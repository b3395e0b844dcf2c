package io.ringway.media.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.playback.PlaybackStatus;
import io.ringway.media.playback.PlaybackStatus.State;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SessionLedgerTest {

    private final Counters counters = new Counters();
    private final SessionLedger ledger = new SessionLedger(3, counters.newBlock("forwarder"));

    private static final SpeechEvent.Ended END = new SpeechEvent.Ended("a", "bye");
    private static final SpeechEvent.Dtmf KEY = new SpeechEvent.Dtmf("a", '1', 80);

    private void send(SpeechEvent event) {
        ledger.onEvent(event);
        ledger.onSent(event);
    }

    private void miss(SpeechEvent event) {
        ledger.onEvent(event);
        ledger.keep(event);
    }

    private List<SpeechEvent> announcement() {
        var outbox = new ArrayDeque<SpeechEvent>();
        ledger.announce(outbox);
        return List.copyOf(outbox);
    }

    @Test
    void shouldEndAnOldSessionBeforeItsNamesakeStarts() {
        send(Shard.started("a"));
        miss(END);
        miss(Shard.started("a"));
        assertEquals(
                List.of(END, new SpeechEvent.Announced(Shard.started("a"), false)), announcement());
    }

    @Test
    void shouldForgetASessionTheServiceNeverHeardOf() {
        miss(Shard.started("a"));
        miss(KEY);
        miss(END);
        assertEquals(List.of(), announcement());
    }

    @Test
    void shouldTellHowPlaybackStandsWithTheSession() {
        send(Shard.started("a"));
        miss(playback(State.PLAYING, 960));
        miss(playback(State.PLAYING, 1_920));
        SpeechEvent again = new SpeechEvent.Announced(Shard.started("a"), true);
        assertEquals(List.of(again, playback(State.PLAYING, 1_920)), announcement());
        miss(END);
        send(Shard.started("a"));
        assertEquals(List.of(END, again), announcement());
    }

    private static SpeechEvent playback(State state, long ticks) {
        return new SpeechEvent.Playback("a", new PlaybackStatus(state, ticks, 1_000, ticks, 0));
    }

    @Test
    void shouldAnnounceAgainWhatDidNotGetOut() {
        send(Shard.started("a"));
        send(Shard.started("b"));
        miss(KEY);
        miss(END);
        List<SpeechEvent> first = announcement();
        first.forEach(ledger::restore);
        assertEquals(first, announcement());
        assertEquals(2, first.size());
    }

    @Test
    void shouldKeepNoMoreThanItMay() {
        send(Shard.started("a"));
        for (char digit = '0'; digit < '5'; digit++) {
            miss(new SpeechEvent.Dtmf("a", digit, 80));
        }
        assertEquals(4, announcement().size());
        assertEquals(2, counters.total(Counter.DROP_SPEECH_EVENT));
    }
}
