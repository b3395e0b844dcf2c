package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.segment.SpeechServer;
import io.ringway.proto.BargeIn;
import io.ringway.proto.MarkReached;
import io.ringway.proto.PlaybackState;
import io.ringway.proto.PlaybackStatus;
import io.ringway.proto.Rejected;
import io.ringway.proto.SetBargeIn;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A caller who speaks while something is played, and one who only coughs. */
@ParameterizedClass
@EnumSource(PipelineLayout.class)
@Timeout(60)
class EngineBargeInTest {

    private static final int RATE = 16_000;
    private static final int BURST = 40;

    private final Counters counters = new Counters();
    private final SpeechServer service = SpeechServer.start(0);
    private final PlayingService playing = new PlayingService(service);
    private final UdpMediaEngine callers = Engines.start(new Counters());
    private final UdpMediaEngine callees;

    EngineBargeInTest(PipelineLayout layout) throws IOException {
        callees = Engines.start(counters, layout, service.port());
    }

    @AfterEach
    void close() {
        callers.close();
        callees.close();
        service.close();
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }

    @Test
    void shouldStopWhenTheCallerSpeaks() throws Exception {
        LoopbackCall call = prompted("speaks");
        speak(call, PlayedSpeech.packets(PlayedSpeech.spoken48k()));
        assertEquals(BargeIn.State.STARTED, playing.awaitBargeIn().getState());
        BargeIn confirmed = playing.awaitBargeIn();
        assertEquals(BargeIn.State.CONFIRMED, confirmed.getState());
        MarkReached mark = playing.awaitMark("end");
        assertEquals(confirmed.getUnplayedSamples(), mark.getUnplayedSamples());
        assertEquals(10 * 48_000, confirmed.getPlayedSamples() + mark.getUnplayedSamples());
        PlaybackStatus status = playing.awaitState(PlaybackState.PLAYBACK_IDLE);
        assertEquals(30_000, status.getRoomMs());
    }

    /** 120 ms of voice, then silence: what was paused goes on and is played to its end. */
    @Test
    void shouldGoOnAfterAFalseStart() throws Exception {
        LoopbackCall call = prompted("coughs");
        speak(call, PlayedSpeech.packets(PlayedSpeech.cough48k()));
        assertEquals(BargeIn.State.STARTED, playing.awaitBargeIn().getState());
        playing.awaitState(PlaybackState.PLAYBACK_PAUSED);
        BargeIn over = playing.awaitBargeIn();
        assertEquals(BargeIn.State.FALSE_START, over.getState());
        playing.awaitState(PlaybackState.PLAYBACK_PLAYING);
        assertEquals(0, playing.awaitMark("end").getUnplayedSamples());
        PlaybackStatus status = playing.awaitState(PlaybackState.PLAYBACK_IDLE);
        assertEquals(10 * 48_000, status.getPlayedSamples());
    }

    @Test
    void shouldPauseAndGoOnWhenTheServiceSaysSo() throws Exception {
        call("pause");
        playing.play("pause", new short[RATE], RATE);
        playing.mark("pause", "end");
        playing.pause("pause");
        playing.awaitState(PlaybackState.PLAYBACK_PAUSED);
        playing.resume("pause");
        assertEquals(0, playing.awaitMark("end").getUnplayedSamples());
    }

    @Test
    void shouldRefuseTimesThatMakeNoSense() throws Exception {
        call("refuse");
        playing.setBargeIn("refuse", SetBargeIn.Mode.PAUSE, 100);
        Rejected rejected = playing.awaitRejected();
        assertEquals("set_barge_in", rejected.getRequest());
        assertTrue(rejected.getDetail().contains("160 to 5000, got 100"), rejected.getDetail());
        playing.setBargeIn("refuse", SetBargeIn.Mode.MODE_UNSPECIFIED, 0);
        assertEquals(Rejected.Code.UNSUPPORTED, playing.awaitRejected().getCode());
    }

    /** Ten seconds are being played and may be interrupted. */
    private LoopbackCall prompted(String id) throws Exception {
        LoopbackCall call = call(id);
        // A second of a quiet room, so that the detector knows it.
        speak(call, PlayedSpeech.packets(PlayedSpeech.room48k(1)));
        playing.setBargeIn(id, SetBargeIn.Mode.PAUSE, 300);
        playing.play(id, new short[10 * RATE], RATE);
        playing.mark(id, "end");
        playing.awaitState(PlaybackState.PLAYBACK_PLAYING);
        speak(call, PlayedSpeech.packets(PlayedSpeech.room48k(2)));
        return call;
    }

    /** Sends in bursts: detection keeps the time of the sound, not of its arrival. */
    private static void speak(LoopbackCall call, List<byte[]> packets) throws Exception {
        for (int from = 0; from < packets.size(); from += BURST) {
            int to = Math.min(packets.size(), from + BURST);
            long before = LoopbackCall.statistics(call.callee).packetsReceived();
            for (byte[] packet : packets.subList(from, to)) {
                assertTrue(call.caller.sendOpus(packet, LoopbackCall.SAMPLES_48K));
            }
            int sent = to - from;
            LoopbackCall.awaitStatistics(call.callee, s -> s.packetsReceived() - before >= sent);
        }
    }

    private LoopbackCall call(String id) throws Exception {
        LoopbackCall call = new LoopbackCall(callers, callees, id, SpeechFormat.LINEAR16_16K);
        call.connect();
        call.awaitMedia();
        return call;
    }
}
