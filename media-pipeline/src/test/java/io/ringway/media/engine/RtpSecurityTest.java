package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.CloseReason;
import io.ringway.media.LegEvent;
import io.ringway.media.MediaSecurity;
import io.ringway.media.RtpLegControl;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.dtls.DtlsRole;
import io.ringway.media.engine.LoopbackCall.Waiting;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpProfile;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys of legs over plain RTP, from signaling and from a handshake, and their change. */
@Timeout(60)
class RtpSecurityTest {

    private final Counters counters = new Counters();
    private final Waiting callerEvents = new Waiting();
    private final Waiting calleeEvents = new Waiting();
    private UdpMediaEngine engine;
    private RtpLegControl caller;
    private RtpLegControl callee;

    @BeforeEach
    void open() {
        EngineSettings usual =
                Engines.settings(1, PipelineLayout.FUSED, SrtpProfile.ofDtls(), null);
        engine = UdpMediaEngine.start(usual.withRtp(RtpLegs.quiet()), counters, null);
        caller = engine.openRtp(RtpLegs.spec("caller", false), callerEvents::hear);
        caller.setAudio(List.of(RtpLegs.section(4, RtpLegs.OPUS)));
        callee = RtpLegs.echoing(engine, "callee", calleeEvents::hear);
    }

    @AfterEach
    void close() {
        engine.close();
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }

    @ParameterizedTest
    @EnumSource(DtlsRole.class)
    void shouldAgreeOnKeysByAHandshakeInEitherRole(DtlsRole ofCallee) throws Exception {
        shake(ofCallee, callee.localRtp().fingerprint());
        exchange(50);
        assertEquals("AEAD_AES_128_GCM", LoopbackCall.statistics(callee).srtpProfile());
        assertEquals("connected", LoopbackCall.statistics(callee).dtlsState());
        assertEquals(0, counters.total(Counter.DROP_SRTP_AUTH));
    }

    @Test
    void shouldEndALegWhoseCertificateIsNotThePromisedOne() throws Exception {
        secure(
                dtls(DtlsRole.CLIENT, CertificateFingerprint.sha256Of(new byte[] {1})),
                dtls(DtlsRole.SERVER, caller.localRtp().fingerprint()));
        LegEvent.Closed closed = callerEvents.await(LegEvent.Closed.class);
        assertEquals(CloseReason.FINGERPRINT_MISMATCH, closed.reason(), closed.detail());
    }

    @Test
    void shouldTakeHandshakesFromTheDescribedHostOnly() throws Exception {
        byte[] hello = new byte[30];
        hello[0] = 22;
        try (DatagramSocket stranger = new DatagramSocket(new InetSocketAddress("127.0.0.9", 0))) {
            InetSocketAddress to = RtpLegs.rtpOf(callee.localRtp());
            MediaSecurity passive = dtls(DtlsRole.SERVER, caller.localRtp().fingerprint());
            callee.setRemoteRtp(RtpLegs.remote(caller.localRtp(), passive, true));
            LoopbackCall.statistics(callee);
            stranger.send(new DatagramPacket(hello, hello.length, to));
            LoopbackCall.awaitStatistics(
                    callee, s -> counters.total(Counter.DROP_DTLS_SOURCE) == 1);
        }
        shake(DtlsRole.SERVER, callee.localRtp().fingerprint());
        exchange(10);
    }

    @Test
    void shouldNotTakeHandshakesOfAPlainCall() throws Exception {
        byte[] hello = new byte[30];
        hello[0] = 22;
        try (RtpPhone phone = new RtpPhone(0, 1)) {
            callee.setRemoteRtp(RtpLegs.remote(phone.address()));
            LoopbackCall.statistics(callee);
            phone.sendRaw(RtpLegs.rtpOf(callee.localRtp()), hello);
            LoopbackCall.awaitStatistics(
                    callee, s -> counters.total(Counter.DROP_DTLS_SOURCE) == 1);
        }
    }

    @Test
    void shouldChangeKeysAndSuitesAndKindsOfProtectionInACall() throws Exception {
        SrtpKeys first = RtpLegs.keys(SrtpProfile.AES128_CM_HMAC_SHA1_80, 1);
        SrtpKeys second = RtpLegs.keys(SrtpProfile.AES256_CM_HMAC_SHA1_32, 2);
        sdes(first);
        exchange(20);
        sdes(first);
        exchange(20);
        sdes(second);
        exchange(20);
        secure(RtpLegs.PLAIN, RtpLegs.PLAIN);
        exchange(20);
        assertEquals("plain", LoopbackCall.statistics(callee).srtpProfile());
        shake(DtlsRole.SERVER, callee.localRtp().fingerprint());
        exchange(20);
        assertEquals("AEAD_AES_128_GCM", LoopbackCall.statistics(caller).srtpProfile());
        sdes(first);
        exchange(20);
        assertEquals("AES128_CM_HMAC_SHA1_80", LoopbackCall.statistics(caller).srtpProfile());
        assertEquals(0, counters.total(Counter.DROP_SRTP_AUTH));
        assertEquals(0, counters.total(Counter.DROP_SRTP_REPLAY));
        assertEquals(0, LoopbackCall.statistics(callee).packetsLost());
    }

    @Test
    void shouldKeepTheReplayWindowWhenTheSameKeysAreToldAgain() throws Exception {
        SrtpKeys keys = RtpLegs.keys(SrtpProfile.AEAD_AES_256_GCM, 5);
        sdes(keys);
        exchange(30);
        sdes(keys);
        exchange(30);
        assertEquals(60, LoopbackCall.statistics(callee).packetsReceived());
        assertEquals(0, counters.total(Counter.DROP_SRTP_REPLAY));
    }

    private void sdes(SrtpKeys keys) throws Exception {
        secure(new MediaSecurity.Sdes(keys), new MediaSecurity.Sdes(RtpLegs.mirrored(keys)));
    }

    private void shake(DtlsRole ofCallee, CertificateFingerprint calleeShows) throws Exception {
        DtlsRole ofCaller = ofCallee == DtlsRole.CLIENT ? DtlsRole.SERVER : DtlsRole.CLIENT;
        secure(dtls(ofCaller, calleeShows), dtls(ofCallee, caller.localRtp().fingerprint()));
        callerEvents.await(LegEvent.DtlsConnected.class);
        calleeEvents.await(LegEvent.DtlsConnected.class);
    }

    private static MediaSecurity dtls(DtlsRole local, CertificateFingerprint remote) {
        return new MediaSecurity.Dtls(List.of(remote), local);
    }

    /** Both know it before either sends. */
    private void secure(MediaSecurity ofCaller, MediaSecurity ofCallee) throws Exception {
        callee.setRemoteRtp(RtpLegs.remote(caller.localRtp(), ofCallee, true));
        caller.setRemoteRtp(RtpLegs.remote(callee.localRtp(), ofCaller, true));
        LoopbackCall.statistics(callee);
        LoopbackCall.statistics(caller);
    }

    /** Sends packets and waits until all of them have come back. */
    private void exchange(int packets) throws Exception {
        long before = LoopbackCall.statistics(caller).packetsReceived();
        for (int i = 0; i < packets; i++) {
            assertTrue(caller.sendOpus(LoopbackCall.SILENCE, LoopbackCall.SAMPLES_48K));
        }
        LoopbackCall.awaitStatistics(caller, s -> s.packetsReceived() - before >= packets);
    }
}
