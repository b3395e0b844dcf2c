package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.PlayRequest;
import io.ringway.media.SpeechFormat;
import io.ringway.media.codec.AudioSource;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.segment.SpeechServer;
import io.ringway.proto.MarkReached;
import io.ringway.proto.PlaybackState;
import io.ringway.proto.PlaybackStatus;
import io.ringway.proto.Rejected;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** From a speech service's messages to the far end of a call, in every layout of threads. */
@ParameterizedClass
@EnumSource(PipelineLayout.class)
@Timeout(60)
class EnginePlaybackTest {

    private static final int RATE = 16_000;

    /** One for each shard of an engine. */
    private static final int STREAMS = 2;

    private final Counters counters = new Counters();
    private final SpeechServer service = SpeechServer.start(0);
    private final SpeechServer farService = SpeechServer.start(0);
    private final PlayingService playing = new PlayingService(service);
    private final FarEnd farEnd = new FarEnd(farService);
    private final UdpMediaEngine callers;
    private final UdpMediaEngine callees;

    EnginePlaybackTest(PipelineLayout layout) throws IOException, InterruptedException {
        callers = Engines.start(new Counters(), layout, farService.port());
        callees = Engines.start(counters, layout, service.port());
        service.awaitStreams(STREAMS);
        farService.awaitStreams(STREAMS);
    }

    @AfterEach
    void close() {
        callers.close();
        callees.close();
        service.close();
        farService.close();
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }

    /** All is queued before media can flow, so that only the pacing may be late. */
    @Test
    void shouldPlaySpeechIntoTheCall() throws Exception {
        short[] speech = PlayedSpeech.spoken48k();
        LoopbackCall call = open("speech");
        playing.playInPieces("speech", speech, 48_000, 5_133);
        playing.mark("speech", "end");
        playing.awaitState(PlaybackState.PLAYBACK_PLAYING);
        call.connect();
        call.awaitMedia();
        assertEquals(0, playing.awaitMark("end").getUnplayedSamples());
        int frames = speech.length / 960;
        short[] heard = farEnd.await("speech-caller", frames);
        double correlation = correlation(PlayedSpeech.coded16k(speech), heard);
        assertTrue(correlation >= 0.95, "correlation " + correlation);
        PlaybackStatus last = playing.awaitState(PlaybackState.PLAYBACK_IDLE);
        assertEquals(speech.length, last.getPlayedSamples());
        assertEquals(speech.length, last.getAcceptedSamples());
        assertEquals(30_000, last.getRoomMs());
    }

    private static double correlation(short[] played, short[] heard) {
        return PlayedSpeech.correlation(played, heard, RATE / 2);
    }

    @Test
    void shouldTellTheMarkWhenTheAudioBeforeItHasLeftAndNotSooner() throws Exception {
        call("mark");
        long startNs = System.nanoTime();
        playing.play("mark", new short[RATE], RATE);
        playing.mark("mark", "second");
        playing.awaitMark("second");
        long tookMs = (System.nanoTime() - startNs) / 1_000_000;
        assertTrue(tookMs >= 980, "a second was played in " + tookMs + " ms");
    }

    @Test
    void shouldPlayASoundUntilItIsStopped() throws Exception {
        LoopbackCall call = call("sound");
        assertTrue(call.callee.play(new PlayRequest.Sound("hum", Hum::new)));
        short[] heard = farEnd.await("sound-caller", 25);
        assertEquals(440, PlayedSpeech.pitch(Arrays.copyOfRange(heard, 3_200, 6_400), RATE), 5);
        call.callee.stopPlaying();
        PlaybackStatus idle = playing.awaitState(PlaybackState.PLAYBACK_IDLE);
        assertTrue(idle.getPlayedSamples() >= 24 * 960, idle.toString());
        assertEquals(30_000, idle.getRoomMs());
    }

    /** 440 Hz without end. */
    private static final class Hum implements AudioSource {

        private int at;

        @Override
        public int rateHz() {
            return 24_000;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public boolean read(short[] pcm, int samplesPerChannel, long nowNs) {
            for (int i = 0; i < samplesPerChannel; i++) {
                pcm[i] = (short) (8_000 * Math.sin(2 * Math.PI * 440 * at++ / 24_000));
            }
            return true;
        }
    }

    @Test
    void shouldClearWithinAFrame() throws Exception {
        call("clear");
        playing.play("clear", new short[10 * RATE], RATE);
        playing.mark("clear", "end");
        playing.awaitState(PlaybackState.PLAYBACK_PLAYING);
        long frames = counters.total(Counter.PLAYED_FRAMES);
        while (counters.total(Counter.PLAYED_FRAMES) < frames + 5) {
            Thread.onSpinWait();
        }
        playing.clear("clear");
        MarkReached mark = playing.awaitMark("end");
        long played = 10L * 48_000 - mark.getUnplayedSamples();
        long sent = counters.total(Counter.PLAYED_FRAMES);
        assertTrue(played <= sent * 960, played + " samples in " + sent + " frames");
        assertTrue(mark.getUnplayedSamples() > 9L * 48_000, "unplayed " + mark);
        PlaybackStatus status = playing.awaitState(PlaybackState.PLAYBACK_IDLE);
        assertEquals(30_000, status.getRoomMs());
        assertEquals(played, status.getPlayedSamples());
    }

    @Test
    void shouldRefuseWhatCannotBePlayed() throws Exception {
        call("refuse");
        playing.play("nobody", new short[160], RATE);
        assertRejected(Rejected.Code.UNKNOWN_SESSION, "nobody");
        playing.play("refuse", new short[160], 11_025);
        assertRejected(Rejected.Code.INVALID_ARGUMENT, "11025");
        playing.send(PlayingService.message("refuse", new byte[5], RATE, 1));
        assertRejected(Rejected.Code.INVALID_ARGUMENT, "multiples of 2 bytes, got 5");
        playing.send(PlayingService.message("refuse", new byte[6], RATE, 2));
        assertRejected(Rejected.Code.INVALID_ARGUMENT, "multiples of 4 bytes, got 6");
        playing.send(PlayingService.opus("refuse", new byte[] {3}));
        assertRejected(Rejected.Code.INVALID_ARGUMENT, "not one Opus packet");
        for (int i = 0; i < 3; i++) {
            playing.play("refuse", new short[10 * RATE], RATE);
        }
        playing.play("refuse", new short[10 * RATE], RATE);
        assertRejected(Rejected.Code.OVERLOADED, "10000 ms of audio");
    }

    private void assertRejected(Rejected.Code code, String detail) throws InterruptedException {
        Rejected rejected = playing.awaitRejected();
        assertEquals(code, rejected.getCode());
        assertTrue(rejected.getDetail().contains(detail), rejected.getDetail());
    }

    private LoopbackCall open(String id) {
        LoopbackCall call = new LoopbackCall(callers, callees, id, SpeechFormat.LINEAR16_16K);
        call.caller.setSpeechFormat(SpeechFormat.LINEAR16_16K);
        return call;
    }

    private LoopbackCall call(String id) throws Exception {
        LoopbackCall call = open(id);
        call.connect();
        call.awaitMedia();
        return call;
    }
}
