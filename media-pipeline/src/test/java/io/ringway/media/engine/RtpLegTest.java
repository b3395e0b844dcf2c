package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LegEvent;
import io.ringway.media.LegStatistics;
import io.ringway.media.LocalRtp;
import io.ringway.media.MediaSecurity;
import io.ringway.media.PayloadFormat;
import io.ringway.media.RtpLegControl;
import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.engine.LoopbackCall.Waiting;
import io.ringway.media.segment.SpeechServer;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpProfile;
import io.ringway.proto.AudioSegment;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Legs over plain RTP with real sockets: to a phone written by hand, and to one another. */
@Timeout(60)
class RtpLegTest {

    private final Counters counters = new Counters();
    private final UdpMediaEngine engine = start(PipelineLayout.FUSED);
    private final Waiting events = new Waiting();

    private UdpMediaEngine start(PipelineLayout layout) {
        EngineSettings usual = Engines.settings(1, layout, SrtpProfile.ofDtls(), null);
        return UdpMediaEngine.start(usual.withRtp(RtpLegs.quiet()), counters, null);
    }

    @AfterEach
    void close() {
        engine.close();
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }

    static Stream<PayloadFormat> formats() {
        return Stream.of(RtpLegs.PCMU, RtpLegs.PCMA, RtpLegs.G722, RtpLegs.OPUS);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void shouldEchoAPhoneInEveryCodec(PayloadFormat format) throws Exception {
        RtpLegControl leg = RtpLegs.echoing(engine, "e", events::hear);
        InetSocketAddress to = RtpLegs.rtpOf(leg.localRtp());
        try (RtpPhone phone = new RtpPhone(format.payloadType(), 77)) {
            RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
            int first = -1;
            for (int i = 0; i < 40; i++) {
                byte[] payload = RtpPhone.payload(i);
                phone.send(to, payload, format.clockRateHz() / 50);
                RtpPhone.Packet echo = phone.await(p -> p.payloadType() == format.payloadType());
                assertArrayEquals(payload, echo.payload());
                assertEquals(to, echo.from());
                assertEquals(1, echo.ssrc());
                first = first < 0 ? echo.sequence() : first;
                assertEquals(first + i & 0xFFFF, echo.sequence());
            }
            assertEquals(
                    text(phone.address()),
                    events.await(LegEvent.SourceLearned.class).remoteAddress());
            events.await(LegEvent.AudioStarted.class);
            LegStatistics seen = statistics(leg);
            assertEquals(40, seen.packetsReceived());
            assertEquals(0, seen.packetsLost());
            assertEquals("plain", seen.srtpProfile());
            assertEquals("", seen.iceState());
            assertEquals(text(phone.address()), seen.remoteAddress());
        }
    }

    @ParameterizedTest
    @EnumSource(PipelineLayout.class)
    void shouldForwardSpeechToASink(PipelineLayout layout) throws Exception {
        try (SpeechServer server = SpeechServer.start(0);
                UdpMediaEngine forwarding = Engines.start(counters, layout, server.port());
                RtpPhone phone = new RtpPhone(0, 5)) {
            RtpLegControl leg =
                    forwarding.openRtp(
                            RtpLegs.spec("s", SpeechFormat.LINEAR16_16K, false), events::hear);
            leg.setAudio(List.of(RtpLegs.section(9, RtpLegs.PCMU)));
            RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
            phone.send(RtpLegs.rtpOf(leg.localRtp()), 50);
            List<AudioSegment> segments = new ForwardedSpeech(server).await("s", 50);
            assertEquals(320, segments.getFirst().getSampleCount());
            assertEquals(16_000, segments.getFirst().getSampleRateHz());
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void shouldSpeakEverySuiteOfSdes(SrtpProfile profile) throws Exception {
        SrtpKeys keys = RtpLegs.keys(profile, 1);
        RtpLegControl caller = engine.openRtp(RtpLegs.spec("caller", false), events::hear);
        caller.setAudio(List.of(RtpLegs.section(4, RtpLegs.OPUS)));
        RtpLegControl callee = RtpLegs.echoing(engine, "callee", events::hear);
        connect(caller, callee, keys, profile.ordinal() % 2 == 0);
        exchange(caller, 50);
        assertEquals(profile.name(), statistics(callee).srtpProfile());
        assertEquals(0, counters.total(Counter.DROP_SRTP_AUTH));
        assertEquals(SrtpProfile.ofSuite(profile.suite()).orElseThrow(), profile);
    }

    private static void connect(
            RtpLegControl caller, RtpLegControl callee, SrtpKeys keys, boolean mux)
            throws Exception {
        LocalRtp offer = caller.localRtp();
        LocalRtp answer = callee.localRtp();
        RtpLegs.connect(
                callee, RtpLegs.remote(offer, new MediaSecurity.Sdes(RtpLegs.mirrored(keys)), mux));
        RtpLegs.connect(caller, RtpLegs.remote(answer, new MediaSecurity.Sdes(keys), mux));
    }

    /** Sends packets and waits until all of them have come back. */
    private static void exchange(RtpLegControl caller, int packets) throws Exception {
        long before = statistics(caller).packetsReceived();
        for (int i = 0; i < packets; i++) {
            assertTrue(caller.sendOpus(LoopbackCall.SILENCE, LoopbackCall.SAMPLES_48K));
        }
        LoopbackCall.awaitStatistics(caller, s -> s.packetsReceived() - before >= packets);
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static LegStatistics statistics(RtpLegControl leg) throws Exception {
        return leg.statistics().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
