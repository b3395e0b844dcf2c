package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LegControl;
import io.ringway.media.LegSpec;
import io.ringway.media.MediaEngine;
import io.ringway.media.ice.IceMode;
import io.ringway.server.SyntheticSpeech;
import io.ringway.server.WavSamples;
import io.ringway.server.impairment.Impairment;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sending in time, on a leg that is connected to nobody and so takes nothing. */
@Timeout(60)
class PacerTest {

    private static final long FRAME_NS = 20_000_000;

    @TempDir private Path dir;

    private final LinkedBlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();
    private PacketTape tape;
    private MediaEngine engine;
    private LegControl leg;

    @BeforeEach
    void open() throws Exception {
        Path file = dir.resolve("half.wav");
        new WavSamples(16_000, 1, SyntheticSpeech.of(1, 16_000, 0.49)).write(file);
        CallSettings settings = CallPlan.of(CallUrl.parse("ws://127.0.0.1:9"), file).settings();
        tape = PacketTape.record(PacketSource.open(file, 32_000), "half", Long.MAX_VALUE);
        HttpClient http = CallerHttp.open(settings);
        CallerParts parts =
                new CallerParts(
                        List.of(InetAddress.getLoopbackAddress()), http, tape, Pacer.start(), null);
        engine = CallerEngine.start(1, settings, parts);
        leg =
                engine.open(
                        new LegSpec("paced", IceMode.CONTROLLING, null, false, false), event -> {});
        parts.pacer().close();
        http.close();
    }

    @AfterEach
    void close() {
        tape.close();
        engine.close();
    }

    /** However late packets leave, the time of the next ones stays what it was. */
    @Test
    void shouldKeepToItsScheduleWhenLate() {
        Playout playout = playout(Long.MAX_VALUE, true);
        long startNs = Long.MAX_VALUE - 10 * FRAME_NS;
        playout.start(startNs);
        for (int packet = 0; packet < 24; packet++) {
            assertEquals(startNs + packet * FRAME_NS, playout.dueNs());
            assertTrue(playout.send(playout.dueNs() + packet * 1_000_000L));
        }
        assertEquals(11.5, playout.progress().meanLateMs(), 0.001);
        assertEquals(23, playout.progress().worstLateMs(), 0.001);
        assertEquals(24, playout.progress().refused());
    }

    @Test
    void shouldTakeAsLongAsTheAudio() throws Exception {
        try (Pacer pacer = Pacer.start()) {
            Playout playout = playout(Long.MAX_VALUE, false);
            long startNs = System.nanoTime();
            pacer.add(playout);
            assertEquals(new CallEvent.Played(), events.poll(30, TimeUnit.SECONDS));
            double seconds = (System.nanoTime() - startNs) / 1e9;

            assertEquals(0.5, playout.progress().seconds());
            assertEquals(25, playout.progress().packets());
            assertTrue(seconds >= 0.5, seconds + " s");
        }
    }

    @Test
    void shouldPlayManyAtOnceAndEachToItsEnd() throws Exception {
        int calls = 50;
        try (Pacer pacer = Pacer.start()) {
            for (int i = 0; i < calls; i++) {
                pacer.add(playout(9_600, false));
            }
            for (int i = 0; i < calls; i++) {
                assertEquals(new CallEvent.Played(), events.poll(30, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void shouldEndWhenStopped() {
        Playout playout = playout(Long.MAX_VALUE, true);
        playout.start(0);
        assertTrue(playout.send(0));
        playout.stop();
        assertFalse(playout.send(0));
        assertEquals(new CallEvent.Played(), events.poll());
    }

    @Test
    void shouldBeginAgainWhenLooping() {
        Playout playout = playout(96_000, true);
        playout.start(0);
        int packets = 0;
        while (playout.send(0)) {
            packets++;
        }
        assertEquals(100, packets);
        assertEquals(2, playout.progress().seconds());
    }

    private Playout playout(long limit48k, boolean loop) {
        return new Playout(leg, tape, limit48k, loop, Impairment.NONE, events::add);
    }
}
