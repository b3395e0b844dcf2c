package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.RtpEnd;
import io.ringway.server.sip.phone.RtpPacket;
import io.ringway.server.sip.phone.SipText;
import io.ringway.server.system.Await;
import io.ringway.server.system.TestSpeech;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Single messages and packets of a call: nothing is lost, doubled, or sent to the wrong place. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class PhoneSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static SipServer server;
    private static TestSpeech speech;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        speech = TestSpeech.load();
        server = SipServer.start(PeerFolder.of(test));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        server.awaitIdle();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEchoEveryPacket(boolean tcp) throws Exception {
        int port = server.sipPort();
        try (Phone phone = tcp ? Phone.tcp(port) : Phone.udp(port)) {
            PhoneCall call = phone.call("echo");
            phone.media().speak(speech.samples());
            EchoedPackets.assertWhole(speech.samples(), phone.media());
            call.hangUp();
            assertOneStream(phone.media().received());
        }
    }

    private static void assertOneStream(List<RtpPacket> packets) {
        for (int i = 1; i < packets.size(); i++) {
            RtpPacket before = packets.get(i - 1);
            RtpPacket packet = packets.get(i);
            assertEquals(before.ssrc(), packet.ssrc(), "source of packet " + i);
            assertEquals(before.sequence() + 1 & 0xFFFF, packet.sequence(), "packet " + i);
            long step = packet.timestamp() - before.timestamp() & 0xFFFF_FFFFL;
            assertTrue(step < 1L << 31 && step > 0, "time goes back at packet " + i);
        }
    }

    @Test
    void shouldCarrySpeechToService() throws Exception {
        int before = server.sessions().sessions();
        try (Phone phone = Phone.udp(server.sipPort())) {
            PhoneCall call = phone.call("speech");
            String id = server.sessions().awaitSession(before + 1);
            phone.media().speak(speech.samples());
            call.hangUp();
            server.assertHeard(id, speech);
        }
    }

    @Test
    void shouldAnswerOneInviteOnceHoweverOftenItComes() throws Exception {
        int before = server.sessions().sessions();
        try (Phone phone = Phone.udp(server.sipPort())) {
            PhoneCall call = phone.callTo("echo");
            SipText invite = call.invite(phone.media().offer());
            phone.send(invite);
            phone.send(invite);
            call.answered();
            phone.send(invite);
            call.hangUp();
            List<String> tags =
                    phone.received().stream()
                            .filter(m -> m.status() == 200 && m.method().equals("INVITE"))
                            .map(m -> SipText.tag(m.header("To")))
                            .distinct()
                            .toList();
            assertEquals(1, tags.size(), tags.toString());
            assertEquals(before + 1, server.sessions().sessions());
        }
    }

    @Test
    void shouldNotListenToStrangers() throws Exception {
        try (Phone phone = Phone.udp(server.sipPort());
                RtpEnd stranger = RtpEnd.open()) {
            PhoneCall call = phone.call("echo");
            stranger.talkTo(phone.media().peerPort());
            stranger.changeSource(0xBAD);
            short[] beginning = speech.beginning().samples();
            Thread spoofing = Thread.ofVirtual().start(() -> speak(stranger, beginning));
            phone.media().speak(beginning);
            spoofing.join();
            EchoedPackets.assertWhole(beginning, phone.media());
            call.hangUp();
            assertEquals(0, stranger.received().size(), "packets went to a stranger");
        }
    }

    private static void speak(RtpEnd end, short[] samples) {
        try {
            end.speak(samples);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldFollowToAnotherAddress() throws Exception {
        try (Phone phone = Phone.udp(server.sipPort());
                RtpEnd moved = RtpEnd.open()) {
            short[] beginning = Arrays.copyOf(speech.samples(), TestSpeech.RATE_HZ);
            PhoneCall call = phone.call("echo");
            phone.media().speak(beginning);
            EchoedPackets.assertWhole(beginning, phone.media());
            call.invite(moved.offer());
            call.answered();
            moved.talkTo(call.answer().mediaPort());
            moved.changeSource(0xB0B);
            int before = phone.media().received().size();
            moved.speak(beginning);
            EchoedPackets.assertWhole(beginning, moved);
            call.hangUp();
            assertEquals(before, phone.media().received().size());
            RtpPacket last = phone.media().received().getLast();
            assertOneStream(List.of(last, moved.received().getFirst()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendonly,127.0.0.1", "inactive,127.0.0.1", "sendrecv,0.0.0.0"})
    void shouldBeSilentOnHoldAndGoOnAfterwards(String style) throws Exception {
        String[] parts = style.split(",");
        try (Phone phone = Phone.udp(server.sipPort())) {
            RtpEnd media = phone.media();
            short[] second = Arrays.copyOf(speech.samples(), TestSpeech.RATE_HZ);
            PhoneCall call = phone.call("echo");
            media.speak(second);
            EchoedPackets.assertWhole(second, media);
            call.invite(media.description(parts[0], parts[1]));
            call.answered();
            assertFalse(call.answer().line("a=sendrecv").isPresent(), call.answer().body());
            int held = media.received().size();
            media.speak(second);
            assertEquals(held, media.received().size(), "packets came while on hold");
            call.invite(media.offer());
            call.answered();
            media.speak(second);
            Await.until(
                    "the echo is back",
                    LIMIT,
                    () -> media.received().size(),
                    count -> count > held + TestSpeech.RATE_HZ / RtpEnd.SAMPLES / 2);
            call.hangUp();
            assertOneStream(media.received());
        }
    }

    @Test
    void shouldHangUpWhenTold() throws Exception {
        try (Phone phone = Phone.udp(server.sipPort())) {
            PhoneCall call = phone.call("echo");
            server.endCalls();
            call.hungUpOn(LIMIT);
        }
    }
}
