package io.ringway.media.segment;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Which sessions live, which of them the service has heard of, and what it has yet to hear: what a
 * new stream has to begin with.
 *
 * <p>Thread: the forwarder's. Bounds: as many sessions as live; events kept while there is no
 * stream are bounded, the oldest going first (counted).
 */
final class SessionLedger {

    private final int keptCapacity;
    private final CounterBlock counters;
    private final Map<String, SpeechEvent.Started> live = new LinkedHashMap<>();
    private final Set<String> announced = new HashSet<>();
    private final Map<String, SpeechEvent.Playback> playbacks = new HashMap<>();
    private final ArrayDeque<SpeechEvent.Ended> keptEnds = new ArrayDeque<>();
    private final ArrayDeque<SpeechEvent> keptOthers = new ArrayDeque<>();

    SessionLedger(int keptCapacity, CounterBlock counters) {
        this.keptCapacity = keptCapacity;
        this.counters = counters;
    }

    /** An event came from the shard; it will be sent or kept. */
    void onEvent(SpeechEvent event) {
        switch (event) {
            case SpeechEvent.Started started -> live.put(started.sessionId(), started);
            case SpeechEvent.Ended ended -> {
                live.remove(ended.sessionId());
                playbacks.remove(ended.sessionId());
            }
            case SpeechEvent.Playback playback -> playbacks.put(playback.sessionId(), playback);
            case SpeechEvent.Dtmf _, SpeechEvent.MarkReached _ -> {}
            case SpeechEvent.BargeIn _ -> {}
            case SpeechEvent.Hello _, SpeechEvent.Announced _, SpeechEvent.Rejected _ -> {}
        }
    }

    /** An event went out. */
    void onSent(SpeechEvent event) {
        switch (event) {
            case SpeechEvent.Started started -> announced.add(started.sessionId());
            case SpeechEvent.Announced again -> announced.add(again.started().sessionId());
            case SpeechEvent.Ended ended -> announced.remove(ended.sessionId());
            case SpeechEvent.Dtmf _, SpeechEvent.MarkReached _ -> {}
            case SpeechEvent.Playback _, SpeechEvent.BargeIn _ -> {}
            case SpeechEvent.Hello _, SpeechEvent.Rejected _ -> {}
        }
    }

    /** An event cannot go out now; what matters of it goes out on the next stream. */
    void keep(SpeechEvent event) {
        switch (event) {
            case SpeechEvent.Ended ended -> keepEnd(ended);
            case SpeechEvent.Dtmf _, SpeechEvent.MarkReached _ -> add(keptOthers, event);
            // Sessions that live are announced anyway, with their playback; the rest is old or
            // meant the stream that is gone.
            case SpeechEvent.Started _, SpeechEvent.Announced _ -> {}
            case SpeechEvent.Hello _, SpeechEvent.Rejected _ -> {}
            case SpeechEvent.Playback _, SpeechEvent.BargeIn _ -> {}
        }
    }

    /** Moves what a new stream begins with, after its hello, to {@code outbox}. */
    void announce(Queue<SpeechEvent> outbox) {
        // Ends first: the id of a session that ended may be in use again.
        outbox.addAll(keptEnds);
        keptEnds.clear();
        for (SpeechEvent.Started started : live.values()) {
            boolean resumed = announced.contains(started.sessionId());
            outbox.add(new SpeechEvent.Announced(started, resumed));
            SpeechEvent.Playback playback = playbacks.get(started.sessionId());
            if (playback != null) {
                outbox.add(playback);
            }
        }
        outbox.addAll(keptOthers);
        keptOthers.clear();
    }

    /** An event of an announcement did not make it; it begins the next. */
    void restore(SpeechEvent event) {
        switch (event) {
            case SpeechEvent.Ended ended -> add(keptEnds, ended);
            case SpeechEvent.Dtmf _, SpeechEvent.MarkReached _ -> add(keptOthers, event);
            case SpeechEvent.Started _, SpeechEvent.Announced _ -> {}
            case SpeechEvent.Hello _, SpeechEvent.Rejected _ -> {}
            case SpeechEvent.Playback _, SpeechEvent.BargeIn _ -> {}
        }
    }

    private void keepEnd(SpeechEvent.Ended ended) {
        keptOthers.removeIf(kept -> isOf(ended.sessionId(), kept));
        // A service that never heard of the session needs not hear of its end.
        if (announced.remove(ended.sessionId())) {
            add(keptEnds, ended);
        }
    }

    private <E extends SpeechEvent> void add(ArrayDeque<E> kept, E event) {
        if (kept.size() >= keptCapacity) {
            kept.removeFirst();
            counters.increment(Counter.DROP_SPEECH_EVENT);
        }
        kept.addLast(event);
    }

    private static boolean isOf(String sessionId, SpeechEvent event) {
        return switch (event) {
            case SpeechEvent.Dtmf dtmf -> dtmf.sessionId().equals(sessionId);
            case SpeechEvent.MarkReached mark -> mark.sessionId().equals(sessionId);
            case SpeechEvent.Started _, SpeechEvent.Announced _, SpeechEvent.Ended _ -> false;
            case SpeechEvent.Hello _, SpeechEvent.Rejected _ -> false;
            case SpeechEvent.Playback _, SpeechEvent.BargeIn _ -> false;
        };
    }
}
