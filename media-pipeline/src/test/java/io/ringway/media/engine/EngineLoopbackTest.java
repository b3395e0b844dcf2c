package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.CapacityExceededException;
import io.ringway.media.CloseReason;
import io.ringway.media.IceLegControl;
import io.ringway.media.LegEvent;
import io.ringway.media.LegSpec;
import io.ringway.media.LegStatistics;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.ice.IceMode;
import io.ringway.media.srtp.SrtpProfile;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@EnumSource(PipelineLayout.class)
class EngineLoopbackTest {

    private final Counters callerCounters = new Counters();
    private final Counters calleeCounters = new Counters();
    private final PipelineLayout layout;
    private UdpMediaEngine callers;
    private final UdpMediaEngine callees;

    EngineLoopbackTest(PipelineLayout layout) {
        this.layout = layout;
        callers = Engines.start(callerCounters, layout);
        callees = Engines.start(calleeCounters, layout);
    }

    @AfterEach
    void close() {
        callers.close();
        callees.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CONTROLLING, LITE",
        "CONTROLLING, CONTROLLED",
        "CONTROLLED, LITE",
        "CONTROLLING, CONTROLLING"
    })
    void shouldCarryAudioThereAndBackInEveryIceMode(IceMode caller, IceMode callee)
            throws Exception {
        LoopbackCall call = new LoopbackCall(callers, callees, "c", caller, callee, true);
        call.connect();
        call.awaitMedia();
        exchange(call, 50);
        assertEquals("AEAD_AES_128_GCM", LoopbackCall.statistics(call.callee).srtpProfile());
        assertEquals(0, callerCounters.total(Counter.DROP_SRTP_AUTH));
        assertEquals(0, calleeCounters.total(Counter.DROP_HANDLER_ERROR));
    }

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.SrtpProfile#ofDtls")
    void shouldSpeakEverySrtpProfile(SrtpProfile profile) throws Exception {
        callers.close();
        callers =
                UdpMediaEngine.start(
                        Engines.settings(1, layout, List.of(profile), null), callerCounters, null);
        LoopbackCall call =
                new LoopbackCall(callers, callees, "p", IceMode.CONTROLLING, IceMode.LITE, true);
        call.connect();
        call.awaitMedia();
        exchange(call, 20);
        assertEquals(profile.name(), LoopbackCall.statistics(call.callee).srtpProfile());
    }

    @Test
    void shouldRefuseACertificateOtherThanPromised() throws Exception {
        LoopbackCall call =
                new LoopbackCall(callers, callees, "f", IceMode.CONTROLLING, IceMode.LITE, false);
        call.connect(CertificateFingerprint.sha256Of(new byte[] {1}));
        LegEvent.Closed closed = call.callerEvents.await(LegEvent.Closed.class);
        assertEquals(CloseReason.FINGERPRINT_MISMATCH, closed.reason(), closed.detail());
    }

    @Test
    void shouldRestartIceWithoutLosingAudio() throws Exception {
        LoopbackCall call =
                new LoopbackCall(callers, callees, "r", IceMode.CONTROLLING, IceMode.LITE, true);
        call.connect();
        call.awaitMedia();
        exchange(call, 20);
        call.caller.restartIce();
        call.callee.restartIce();
        call.connect();
        exchange(call, 20);
        assertEquals(1, calleeCounters.total(Counter.ICE_RESTARTS));
        assertEquals(1, calleeCounters.total(Counter.DTLS_HANDSHAKES) - warmUps(calleeCounters));
        assertEquals(0, LoopbackCall.statistics(call.callee).packetsLost());
    }

    @Test
    void shouldTellTheOtherSideAndLetGoOfEverythingAtTheEnd() throws Exception {
        LoopbackCall call =
                new LoopbackCall(callers, callees, "e", IceMode.CONTROLLING, IceMode.LITE, false);
        call.connect();
        call.awaitMedia();
        call.caller.close(CloseReason.LOCAL_HANGUP);
        LegEvent.Closed closed = call.calleeEvents.await(LegEvent.Closed.class);
        assertEquals(CloseReason.REMOTE_HANGUP, closed.reason(), closed.detail());
        call.callerEvents.await(LegEvent.Closed.class);
        assertEquals(0, callees.activeLegs());
        assertEquals(0, callers.activeLegs());
    }

    @Test
    void shouldRefuseMoreLegsThanAllowedAndLegsWhileDraining() {
        LegSpec first = new LegSpec("a", IceMode.LITE, null, false, false);
        callees.open(first, event -> {});
        assertThrows(IllegalArgumentException.class, () -> callees.open(first, event -> {}));
        for (int i = 1; i < 200; i++) {
            callees.open(new LegSpec("n" + i, IceMode.LITE, null, false, false), event -> {});
        }
        LegSpec tooMany = new LegSpec("z", IceMode.LITE, null, false, false);
        var refused =
                assertThrows(CapacityExceededException.class, () -> callees.open(tooMany, e -> {}));
        assertTrue(String.valueOf(refused.getMessage()).contains("max-sessions"));
        callers.drain();
        assertThrows(CapacityExceededException.class, () -> callers.open(first, event -> {}));
    }

    private static long warmUps(Counters counters) {
        return counters.total(Counter.DTLS_HANDSHAKES) > 1 ? 1 : 0;
    }

    /** Sends packets and waits until all of them have come back. */
    private static void exchange(LoopbackCall call, int packets) throws Exception {
        LegStatistics before = LoopbackCall.statistics(call.caller);
        IceLegControl caller = call.caller;
        for (int i = 0; i < packets; i++) {
            assertTrue(caller.sendOpus(LoopbackCall.SILENCE, LoopbackCall.SAMPLES_48K));
        }
        LoopbackCall.awaitStatistics(
                caller, s -> s.packetsReceived() - before.packetsReceived() >= packets);
    }
}
