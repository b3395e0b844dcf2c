package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.BridgeControl;
import io.ringway.media.BridgeSpec;
import io.ringway.media.BridgeStatistics;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.PlayRequest;
import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.recording.Recorder;
import io.ringway.media.segment.SpeechServer;
import io.ringway.media.tone.Dtmf;
import io.ringway.media.tone.KeyDetector;
import io.ringway.media.tone.ToneSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An engine whose legs are bridged, and an engine for each far end, which hears at 16 kHz. */
final class BridgedCalls implements AutoCloseable {

    static final PayloadFormat OPUS =
            new PayloadFormat(LoopbackCall.OPUS, Codec.OPUS, 48_000, 2, true);
    static final PayloadFormat PCMU = new PayloadFormat(0, Codec.PCMU, 8_000, 1, false);
    static final PayloadFormat PCMA = new PayloadFormat(8, Codec.PCMA, 8_000, 1, false);
    static final PayloadFormat G722 = new PayloadFormat(9, Codec.G722, 8_000, 1, false);
    static final PayloadFormat KEYS =
            new PayloadFormat(101, Codec.TELEPHONE_EVENT, 8_000, 1, false);
    static final int RATE = 16_000;
    private static final int KEY_MS = 80;

    final Counters counters = new Counters();
    final UdpMediaEngine engine;
    private final List<SpeechServer> services = new ArrayList<>();
    private final List<UdpMediaEngine> farEngines = new ArrayList<>();
    private long nextSsrc = 1_000;

    BridgedCalls(PipelineLayout layout, @Nullable Recorder recorder) {
        engine =
                UdpMediaEngine.start(
                        Engines.settings(1, layout, Engines.ALL_PROFILES, null),
                        counters,
                        recorder);
    }

    /** A call and what its far end hears. */
    record Far(LoopbackCall call, FarEnd end) {

        String id() {
            return call.callee.sessionId();
        }

        /** Everything heard once that many packets have come. */
        short[] heard(int packets) throws InterruptedException {
            return end.await(call.caller.sessionId(), packets);
        }

        /** Says it, paced by its own engine. */
        void say(short[] pcm48k) {
            ByteBuffer bytes = ByteBuffer.allocate(2 * pcm48k.length);
            bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(pcm48k);
            assertTrue(call.caller.play(new PlayRequest.Pcm(bytes.array(), 48_000, 1)));
        }
    }

    /** A connected call whose far end speaks those formats, the first preferred. */
    Far call(String id, PayloadFormat... formats) throws IOException, InterruptedException {
        SpeechServer service = SpeechServer.start(0);
        services.add(service);
        UdpMediaEngine far = Engines.start(new Counters(), PipelineLayout.FUSED, service.port());
        farEngines.add(far);
        LoopbackCall call = new LoopbackCall(far, engine, id, (SpeechFormat) null);
        call.caller.setSpeechFormat(SpeechFormat.LINEAR16_16K);
        call.caller.setAudio(List.of(section(true, formats)));
        call.callee.setAudio(List.of(section(true, formats)));
        call.connect();
        call.awaitMedia();
        return new Far(call, new FarEnd(service));
    }

    AudioSection section(boolean send, PayloadFormat... formats) {
        return new AudioSection("0", List.of(formats), true, send, List.of(), nextSsrc++, 0, 0);
    }

    /** Bridges them, and waits until both legs' shards have done so: nothing said now is lost. */
    BridgeControl bridge(Far first, Far second) throws Exception {
        BridgeControl bridge =
                engine.bridge(
                        first.call().callee, second.call().callee, new BridgeSpec("test", false));
        statistics(bridge);
        return bridge;
    }

    static BridgeStatistics statistics(BridgeControl bridge) throws Exception {
        return bridge.statistics().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** A word again and again, at 48 kHz. */
    static short[] saying(double seconds) throws IOException {
        short[] word = PlayedSpeech.spoken48k();
        short[] saying = new short[(int) (48_000 * seconds)];
        for (int i = 0; i < saying.length; i++) {
            saying[i] = word[i % word.length];
        }
        return saying;
    }

    /** Keys as they sound, at 48 kHz, and some silence. */
    static short[] tones(String keys) {
        short[] frame = new short[960];
        short[] sound = new short[48_000 + keys.length() * 2 * KEY_MS * 48];
        ToneSource source = new ToneSource(Dtmf.of(keys, KEY_MS, KEY_MS), 48_000);
        for (int at = 0; source.read(frame, frame.length, 0); at += frame.length) {
            System.arraycopy(frame, 0, sound, at, frame.length);
        }
        return sound;
    }

    /** Keys whose tones can be heard for as long as they were pressed. */
    static String keysIn(short[] heard) {
        StringBuilder keys = new StringBuilder();
        KeyDetector detector =
                new KeyDetector(
                        new KeyDetector.Listener() {
                            @Override
                            public void onKeyDown(char key) {
                                // A key counts when it is over.
                            }

                            @Override
                            public void onKeyUp(char key, int durationMs) {
                                assertEquals(KEY_MS, durationMs, 10, "key " + key);
                                keys.append(key);
                            }
                        });
        short[] narrow = new short[heard.length * KeyDetector.RATE_HZ / RATE];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = heard[i * RATE / KeyDetector.RATE_HZ];
        }
        detector.onPcm(narrow, 0, narrow.length);
        return keys.toString();
    }

    /** Asserts that a second somewhere in what was heard is the word, as like as that. */
    static void assertHeard(short[] heard, double least) throws IOException {
        short[] word = PlayedSpeech.coded16k(saying(0.9));
        short[] middle = Arrays.copyOfRange(word, RATE / 5, 4 * RATE / 5);
        double correlation = PlayedSpeech.correlation(middle, heard, heard.length);
        assertTrue(correlation >= least, "correlation " + correlation);
    }

    @Override
    public void close() {
        farEngines.forEach(UdpMediaEngine::close);
        engine.close();
        services.forEach(SpeechServer::close);
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }
}
