package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.segment.SpeechServer;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.SessionEvent;
import io.ringway.proto.StreamMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a speech service has received, by session, in the order it came. */
final class ForwardedSpeech {

    private static final int CLOCK_HZ = 48_000;

    private final SpeechServer server;
    private final Map<String, List<AudioSegment>> segments = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    private final Set<String> ended = new HashSet<>();

    ForwardedSpeech(SpeechServer server) {
        this.server = server;
    }

    /** Reads until a session has at least that many segments. */
    List<AudioSegment> await(String session, int count) throws InterruptedException {
        while (of(session).size() < count) {
            read(server.next());
        }
        return of(session);
    }

    /** Reads until a session has ended; nothing of it may come later. */
    List<AudioSegment> awaitEnd(String session) throws InterruptedException {
        while (!ended.contains(session)) {
            read(server.next());
        }
        return of(session);
    }

    /** Checks that segments follow one another without a hole and returns their length. */
    static long exactTicks48k(List<AudioSegment> segments) {
        long expectedRtp = segments.getFirst().getRtpTimestamp();
        long ticks = 0;
        for (int i = 0; i < segments.size(); i++) {
            AudioSegment segment = segments.get(i);
            assertEquals(i, segment.getSequence(), "sequence");
            assertEquals(0, segment.getDroppedSamples(), "dropped before segment " + i);
            assertEquals(expectedRtp, segment.getRtpTimestamp(), "RTP time of segment " + i);
            long length = (long) segment.getSampleCount() * CLOCK_HZ / segment.getSampleRateHz();
            expectedRtp += length;
            ticks += length;
        }
        return ticks;
    }

    private List<AudioSegment> of(String session) {
        return segments.computeIfAbsent(session, id -> new ArrayList<>());
    }

    private void read(StreamMessage message) {
        if (message.hasSession()) {
            read(message.getSession());
        }
        for (AudioSegment segment : message.getBatch().getSegmentsList()) {
            String session = segment.getSessionId();
            assertEquals(true, running.contains(session), session + " is not running");
            of(session).add(segment);
        }
    }

    private void read(SessionEvent event) {
        if (event.hasStarted()) {
            running.add(event.getSessionId());
        }
        if (event.hasEnded()) {
            running.remove(event.getSessionId());
            ended.add(event.getSessionId());
        }
    }
}
