package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.CapacityExceededException;
import io.ringway.media.CloseReason;
import io.ringway.media.LegEvent;
import io.ringway.media.PayloadFormat;
import io.ringway.media.RtpLegControl;
import io.ringway.media.RtpLegSpec;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.engine.LoopbackCall.Waiting;
import io.ringway.media.leg.RtpLegSettings;
import io.ringway.media.leg.SilencePolicy;
import io.ringway.media.net.RtpPortSettings;
import io.ringway.media.srtp.SrtpProfile;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A plain RTP leg's ports, what it sends unasked, and its end. */
@Timeout(60)
class RtpLegLifeTest {

    /** Three pairs that no other test uses. */
    private static final int FIRST_PORT = 26_400;

    private static final int LAST_PORT = 26_405;

    private final Counters counters = new Counters();
    private final Waiting events = new Waiting();

    @AfterEach
    void nothingThrew() {
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }

    @Test
    void shouldBindAnEvenPortAndTheNextAndFreeBothAtTheEnd() throws Exception {
        try (UdpMediaEngine engine = start(settings(0, 60_000, false))) {
            RtpLegControl leg = open(engine, "a");
            int port = leg.localRtp().rtpPort();
            assertEquals(0, port % 2);
            assertEquals(port + 1, leg.localRtp().rtcpPort());
            assertEquals(RtpPhone.loopback(), leg.localRtp().address());
            assertThrows(BindException.class, () -> bind(port).close());
            leg.close(CloseReason.LOCAL_HANGUP);
            awaitFree(port);
            awaitFree(port + 1);
        }
    }

    @Test
    void shouldSayWhichRangeIsExhaustedAndHaveRoomAgainAfterACall() throws Exception {
        try (UdpMediaEngine engine = start(settings(0, 60_000, false))) {
            List<RtpLegControl> legs = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                legs.add(open(engine, "x" + i));
            }
            var refused =
                    assertThrows(CapacityExceededException.class, () -> open(engine, "tooMany"));
            String text = String.valueOf(refused.getMessage());
            assertTrue(text.contains("rtp-min-port 26400 to rtp-max-port 26405"), text);
            assertEquals(3, engine.activeLegs());
            int freed = legs.getFirst().localRtp().rtpPort();
            legs.getFirst().close(CloseReason.LOCAL_HANGUP);
            awaitFree(freed);
            assertEquals(freed, openWhenFree(engine, "again").localRtp().rtpPort());
        }
    }

    @Test
    void shouldLetPairsRestAsLongAsThereAreOthers() throws Exception {
        try (UdpMediaEngine engine = start(settings(60_000, 60_000, false))) {
            List<Integer> served = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                RtpLegControl leg = open(engine, "x" + i);
                served.add(leg.localRtp().rtpPort());
                leg.close(CloseReason.LOCAL_HANGUP);
                awaitFree(leg.localRtp().rtpPort());
            }
            assertEquals(3, Set.copyOf(served).size());
            assertEquals(served.getFirst(), served.getLast(), "the one that has rested longest");
        }
    }

    @Test
    void shouldTakeAnotherPairWhenOneIsInUseElsewhere() throws Exception {
        try (DatagramSocket even = bind(FIRST_PORT);
                DatagramSocket odd = bind(FIRST_PORT + 3);
                UdpMediaEngine engine = start(settings(0, 60_000, false))) {
            assertTrue(even.isBound() && odd.isBound());
            assertEquals(FIRST_PORT + 4, open(engine, "o").localRtp().rtpPort());
        }
    }

    @Test
    void shouldRefuseAnAddressThatIsNotItsOwn() {
        try (UdpMediaEngine engine = start(settings(0, 60_000, false))) {
            var spec =
                    new RtpLegSpec(
                            "n",
                            new InetSocketAddress("127.0.0.77", 0).getAddress(),
                            null,
                            false,
                            false,
                            false);
            assertThrows(IllegalArgumentException.class, () -> engine.openRtp(spec, e -> {}));
            assertEquals(0, engine.activeLegs());
        }
    }

    @Test
    void shouldEndALegToWhichNothingComes() throws Exception {
        try (UdpMediaEngine engine = start(settings(0, 1_000, false));
                RtpPhone phone = new RtpPhone(0, 1)) {
            RtpLegControl leg = open(engine, "t");
            RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
            phone.send(RtpLegs.rtpOf(leg.localRtp()), 5);
            leg.expectMedia();
            LegEvent.Closed closed = events.await(LegEvent.Closed.class);
            assertEquals(CloseReason.MEDIA_TIMEOUT, closed.reason(), closed.detail());
            assertEquals(1, counters.total(Counter.RTP_TIMEOUTS));
        }
    }

    /** Early media came and ceased, and still nobody has answered. */
    @Test
    void shouldWaitForAnAnswerForAsLongAsItTakes() throws Exception {
        try (UdpMediaEngine engine = start(settings(0, 1_000, true));
                RtpPhone phone = new RtpPhone(0, 1)) {
            RtpLegControl leg = open(engine, "r");
            RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
            phone.send(RtpLegs.rtpOf(leg.localRtp()), 5);
            for (int i = 0; i < 75; i++) {
                phone.await(p -> true);
            }
            assertEquals(0, events.count(LegEvent.Closed.class));
            leg.expectMedia();
            events.await(LegEvent.Closed.class);
        }
    }

    static List<PayloadFormat> formats() {
        return List.of(RtpLegs.PCMU, RtpLegs.PCMA, RtpLegs.G722, RtpLegs.OPUS);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void shouldSendSilenceEvery20MsWhileThereIsNothingToSay(PayloadFormat format) throws Exception {
        try (UdpMediaEngine engine = start(settings(0, 60_000, true));
                RtpPhone phone = new RtpPhone(0, 1)) {
            RtpLegControl leg = engine.openRtp(RtpLegs.spec("q", false), events::hear);
            leg.setAudio(List.of(RtpLegs.section(3, format)));
            RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
            RtpPhone.Packet before = phone.await(p -> true);
            assertEquals(format.payloadType(), before.payloadType());
            long startNs = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                RtpPhone.Packet next = phone.await(p -> true);
                assertEquals(before.sequence() + 1 & 0xFFFF, next.sequence());
                assertEquals(format.clockRateHz() / 50, next.timestamp() - before.timestamp());
                before = next;
            }
            double tookMs = (System.nanoTime() - startNs) / 1e6;
            assertEquals(1_000, tookMs, 150);
        }
    }

    @Test
    void shouldKeepNumbersAndTimesThroughAChangeOfCodecAndClock() throws Exception {
        try (UdpMediaEngine engine = start(settings(0, 60_000, true));
                RtpPhone phone = new RtpPhone(0, 1)) {
            RtpLegControl leg = engine.openRtp(RtpLegs.spec("c", false), events::hear);
            leg.setAudio(List.of(RtpLegs.section(3, RtpLegs.PCMU)));
            RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
            RtpPhone.Packet last = phone.await(p -> true);
            for (int i = 0; i < 10; i++) {
                last = phone.await(p -> true);
            }
            leg.setAudio(List.of(RtpLegs.section(3, RtpLegs.OPUS)));
            RtpPhone.Packet opus = phone.await(p -> true);
            while (opus.payloadType() == 0) {
                last = opus;
                opus = phone.await(p -> true);
            }
            assertEquals(last.ssrc(), opus.ssrc());
            assertEquals(last.sequence() + 1 & 0xFFFF, opus.sequence());
            assertEquals(160, opus.timestamp() - last.timestamp());
            RtpPhone.Packet next = phone.await(p -> true);
            assertEquals(960, next.timestamp() - opus.timestamp());
            assertArrayEquals(opus.payload(), next.payload());
            assertNotEquals(last.payload().length, opus.payload().length);
        }
    }

    private UdpMediaEngine start(RtpLegSettings rtp) {
        EngineSettings usual =
                Engines.settings(1, PipelineLayout.FUSED, SrtpProfile.ofDtls(), null);
        return UdpMediaEngine.start(usual.withRtp(rtp), counters, null);
    }

    private static RtpLegSettings settings(int quarantineMs, int timeoutMs, boolean silence) {
        return new RtpLegSettings(
                new RtpPortSettings(FIRST_PORT, LAST_PORT, quarantineMs),
                timeoutMs,
                3_600_000,
                2_000,
                4,
                silence ? SilencePolicy.CONTINUOUS : SilencePolicy.NONE);
    }

    private RtpLegControl open(UdpMediaEngine engine, String id) {
        RtpLegControl leg = engine.openRtp(RtpLegs.spec(id, false), events::hear);
        leg.setAudio(List.of(RtpLegs.section(3, RtpLegs.PCMU)));
        return leg;
    }

    private static DatagramSocket bind(int port) throws SocketException {
        return new DatagramSocket(new InetSocketAddress(RtpPhone.loopback(), port));
    }

    /** Room comes back a little after the port. */
    private RtpLegControl openWhenFree(UdpMediaEngine engine, String id) throws Exception {
        while (true) {
            try {
                return open(engine, id);
            } catch (CapacityExceededException e) {
                pause();
            }
        }
    }

    private static void awaitFree(int port) throws Exception {
        while (true) {
            try (DatagramSocket probe = bind(port)) {
                assertTrue(probe.isBound());
                return;
            } catch (BindException e) {
                pause();
            }
        }
    }

    private static void pause() throws Exception {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, 10, TimeUnit.MILLISECONDS)
                .get(5, TimeUnit.SECONDS);
    }
}
