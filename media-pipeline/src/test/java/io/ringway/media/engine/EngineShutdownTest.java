package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.CapacityExceededException;
import io.ringway.media.CloseReason;
import io.ringway.media.LegEvent;
import io.ringway.media.LegSpec;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.ice.IceMode;
import io.ringway.media.recording.Recorder;
import io.ringway.media.recording.RecordingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that is closed while calls run takes its leave of each. */
class EngineShutdownTest {

    private static final int CALLS = 20;
    private static final int END_OF_STREAM = 4;

    private final Counters callerCounters = new Counters();
    private final List<LoopbackCall> calls = new ArrayList<>();

    @TempDir private Path folder;

    @Test
    void shouldSayGoodbyeAndFinishRecordings() throws Exception {
        Counters counters = new Counters();
        List<UdpRelay> relays = new ArrayList<>();
        Recorder recorder = Recorder.open(folder, RecordingSettings.defaults(), counters);
        try (UdpMediaEngine callers = Engines.start(callerCounters)) {
            UdpMediaEngine callees =
                    UdpMediaEngine.start(
                            Engines.settings(Engines.impatientIce()), counters, recorder);
            for (int i = 0; i < CALLS; i++) {
                relays.add(UdpRelay.to(callees.mediaPort(), i));
                calls.add(LoopbackCall.recorded(callers, callees, "s" + i, relays.getLast()));
            }
            for (LoopbackCall call : calls) {
                call.awaitMedia();
                call.exchange(20);
            }
            long beganNs = System.nanoTime();
            callees.close();
            recorder.close();
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
            assertTrue(tookMs < 10_000, "took " + tookMs + " ms");
            for (LoopbackCall call : calls) {
                LegEvent.Closed here = call.calleeEvents.await(LegEvent.Closed.class);
                assertEquals(CloseReason.SHUTDOWN, here.reason());
                LegEvent.Closed there = call.callerEvents.await(LegEvent.Closed.class);
                assertEquals(CloseReason.REMOTE_HANGUP, there.reason(), there.detail());
            }
        } finally {
            for (UdpRelay relay : relays) {
                relay.close();
            }
        }
        // DTLS goes another way to the leg than media: its goodbye may come first, and end it.
        long byes = callerCounters.total(Counter.RTCP_BYES);
        long overtaken = callerCounters.total(Counter.DROP_LEG_CLOSED);
        assertTrue(byes > 0 && byes + overtaken >= CALLS, byes + " BYEs, " + overtaken + " late");
        assertEquals(CALLS, recordings());
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }

    @Test
    void shouldGoOnWithRunningCallsWhileDraining() throws Exception {
        try (UdpMediaEngine callers = Engines.start(callerCounters);
                UdpMediaEngine callees = Engines.start(new Counters())) {
            LoopbackCall call =
                    new LoopbackCall(
                            callers, callees, "d", IceMode.CONTROLLING, IceMode.LITE, true);
            call.connect();
            call.awaitMedia();
            callees.drain();
            call.exchange(20);
            LegSpec another = new LegSpec("late", IceMode.LITE, null, false, false);
            var refused =
                    assertThrows(
                            CapacityExceededException.class, () -> callees.open(another, e -> {}));
            assertEquals("the server is shutting down", refused.getMessage());
            call.exchange(20);
        }
    }

    /** Recordings whose last page carries the end-of-stream flag (RFC 3533 §6). */
    private long recordings() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".ogg"))
                    .filter(EngineShutdownTest::finished)
                    .count();
        }
    }

    private static boolean finished(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int page = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("OggS");
            return (bytes[page + 5] & END_OF_STREAM) != 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
