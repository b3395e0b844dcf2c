package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.CloseReason;
import io.ringway.media.LegEvent;
import io.ringway.media.LegStatistics;
import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.segment.SpeechServer;
import io.ringway.proto.AudioFormat;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.SegmentFlag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** From one engine's packets to a speech service's segments, in every layout of threads. */
@ParameterizedClass
@EnumSource(PipelineLayout.class)
class EngineForwardingTest {

    private static final byte[] OPUS = LoopbackCall.SILENCE;
    private static final int TICKS = LoopbackCall.SAMPLES_48K;
    private static final int CALLS = 50;

    /** One a shard. */
    private static final int STREAMS = 2;

    private final Counters counters = new Counters();
    private final SpeechServer server = SpeechServer.start(0);
    private final ForwardedSpeech speech = new ForwardedSpeech(server);
    private final UdpMediaEngine callers;
    private final UdpMediaEngine callees;

    /** Before there is a stream, no more is kept of a call than two seconds. */
    EngineForwardingTest(PipelineLayout layout) throws IOException, InterruptedException {
        callers = Engines.start(new Counters(), layout);
        callees = Engines.start(counters, layout, server.port());
        server.awaitStreams(STREAMS);
    }

    @AfterEach
    void close() {
        callers.close();
        callees.close();
        server.close();
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }

    @Test
    void shouldForwardAsMuchAudioAsWasSentInOrder() throws Exception {
        LoopbackCall call = call("exact");
        for (int burst = 0; burst < 10; burst++) {
            call.send(OPUS, 50);
        }
        List<AudioSegment> segments = speech.await("exact", 500);
        assertEquals(500, segments.size());
        assertEquals(500 * TICKS, ForwardedSpeech.exactTicks48k(segments));
        for (AudioSegment segment : segments) {
            assertEquals(320, segment.getSampleCount());
            assertEquals(640, segment.getPayload().size());
        }
        assertEquals(0, LoopbackCall.statistics(call.callee).concealedSamples());
    }

    @Test
    void shouldChangeTheFormatBetweenTwoPackets() throws Exception {
        LoopbackCall call = call("format");
        call.send(OPUS, 30);
        call.callee.setSpeechFormat(new SpeechFormat(SpeechFormat.Encoding.OPUS, 48_000, 1));
        call.send(OPUS, 30);
        call.callee.setSpeechFormat(new SpeechFormat(SpeechFormat.Encoding.LINEAR16, 48_000, 2));
        call.send(OPUS, 30);
        List<AudioSegment> segments = speech.await("format", 90);
        assertEquals(90 * TICKS, ForwardedSpeech.exactTicks48k(segments));
        for (int i = 0; i < 90; i++) {
            AudioSegment segment = segments.get(i);
            boolean packets = i >= 30 && i < 60;
            assertEquals(
                    packets ? AudioFormat.OPUS : AudioFormat.LINEAR16, segment.getFormat(), "" + i);
            int bytes = i < 30 ? 640 : packets ? OPUS.length : 4 * TICKS;
            assertEquals(bytes, segment.getPayload().size(), "" + i);
        }
    }

    @Test
    void shouldGoOnInTheSameLegWhenTheSourceChanges() throws Exception {
        LoopbackCall call = call("sources");
        call.send(OPUS, 30);
        for (int change = 1; change <= 10; change++) {
            long ssrc = (long) LoopbackCall.CALLER_SSRC + change;
            call.caller.setAudio(List.of(LoopbackCall.section(ssrc)));
            call.send(OPUS, 30);
        }
        List<AudioSegment> segments = speech.await("sources", 330);
        for (int i = 0; i < 330; i++) {
            AudioSegment segment = segments.get(i);
            assertEquals(0, segment.getLeg(), "leg of segment " + i);
            assertEquals(i, segment.getSequence());
            assertEquals(640, segment.getPayload().size());
            int flags = i % 30 == 0 ? SegmentFlag.DISCONTINUITY_VALUE : 0;
            assertEquals(flags, segment.getFlags(), "flags of segment " + i);
            long since = segment.getRtpTimestamp() - segments.get(i - i % 30).getRtpTimestamp();
            assertEquals((long) i % 30 * TICKS, since, "RTP time of segment " + i);
        }
        assertEquals(330 * TICKS, LoopbackCall.statistics(call.callee).decodedSamples());
        assertEquals(0, LoopbackCall.statistics(call.callee).packetsLost());
        assertEquals(1, call.calleeEvents.count(LegEvent.AudioStarted.class));
    }

    @Test
    void shouldForwardAllThatWasReceivedBeforeTheEnd() throws Exception {
        for (int round = 0; round < 5; round++) {
            String id = "close-" + round;
            LoopbackCall call = call(id);
            call.send(OPUS, 20);
            for (int i = 0; i < 60; i++) {
                call.caller.sendOpus(OPUS, TICKS);
            }
            call.callee.close(CloseReason.LOCAL_HANGUP);
            LegStatistics last = LoopbackCall.statistics(call.callee);
            List<AudioSegment> segments = speech.awaitEnd(id);
            assertEquals(
                    last.packetsReceived() * TICKS, ForwardedSpeech.exactTicks48k(segments), id);
            call.calleeEvents.await(LegEvent.Closed.class);
        }
        assertEquals(0, callees.activeLegs());
    }

    @Test
    void shouldForwardManyCallsAtOnce() throws Exception {
        List<UdpMediaEngine> phones = new ArrayList<>();
        List<LoopbackCall> calls = new ArrayList<>();
        try {
            for (int i = 0; i < CALLS; i++) {
                phones.add(Engines.startCaller());
                calls.add(call(phones.getLast(), "many-" + i));
            }
            talk(calls);
        } finally {
            phones.forEach(UdpMediaEngine::close);
        }
        for (int i = 0; i < CALLS; i++) {
            List<AudioSegment> segments = speech.awaitEnd("many-" + i);
            assertEquals(40 * TICKS, ForwardedSpeech.exactTicks48k(segments), "many-" + i);
        }
        assertEquals(40 * CALLS, counters.total(Counter.FRAMES_DECODED));
        assertEquals(0, counters.total(Counter.DROP_STAGE_RING_FULL));
    }

    /** Everybody speaks for 0.8 s, packet by packet, then hangs up. */
    private static void talk(List<LoopbackCall> calls) throws Exception {
        for (int i = 0; i < 40; i++) {
            for (LoopbackCall call : calls) {
                call.caller.sendOpus(OPUS, TICKS);
            }
        }
        for (LoopbackCall call : calls) {
            LoopbackCall.awaitStatistics(call.callee, s -> s.packetsReceived() == 40);
            call.callee.close(CloseReason.LOCAL_HANGUP);
        }
    }

    private LoopbackCall call(String id) throws InterruptedException {
        return call(callers, id);
    }

    private LoopbackCall call(UdpMediaEngine from, String id) throws InterruptedException {
        LoopbackCall call = new LoopbackCall(from, callees, id, SpeechFormat.LINEAR16_16K);
        call.connect();
        call.awaitMedia();
        return call;
    }
}
