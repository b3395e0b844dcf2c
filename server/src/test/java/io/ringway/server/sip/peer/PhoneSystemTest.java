package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.G711;
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
import java.util.stream.Collectors;
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
            int packets = phone.media().speak(speech.samples());
            awaitPackets(phone.media(), packets);
            call.hangUp();
            assertEcho(speech.samples(), phone.media(), packets);
        }
    }

    private static List<RtpPacket> awaitPackets(RtpEnd media, int packets) throws Exception {
        return Await.until(
                packets + " packets come back",
                LIMIT,
                media::received,
                received -> received.size() >= packets);
    }

    /** What came back is what was said, packet by packet, in one stream without a gap. */
    private static void assertEcho(short[] said, RtpEnd media, int packets) {
        List<RtpPacket> received = media.received();
        assertEquals(packets, received.size(), () -> told(received));
        for (int i = 0; i < packets; i++) {
            byte[] payload = G711.encode(said, i * RtpEnd.SAMPLES, RtpEnd.SAMPLES);
            assertArrayEquals(payload, received.get(i).payload(), "packet " + i);
        }
        assertOneStream(received);
    }

    private static String told(List<RtpPacket> packets) {
        return packets.stream()
                .map(p -> p.payloadType() + "/" + p.sequence() + "/" + p.payload().length)
                .collect(Collectors.joining(" "));
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
            int packets = phone.media().speak(beginning);
            spoofing.join();
            awaitPackets(phone.media(), packets);
            call.hangUp();
            assertEquals(0, stranger.received().size(), "packets went to a stranger");
            assertEcho(beginning, phone.media(), packets);
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
            int packets = phone.media().speak(beginning);
            awaitPackets(phone.media(), packets);
            call.invite(moved.offer());
            call.answered();
            moved.talkTo(call.answer().mediaPort());
            int more = moved.speak(beginning);
            awaitPackets(moved, more);
            call.hangUp();
            assertEcho(beginning, moved, more);
            assertEquals(packets, phone.media().received().size());
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
            int packets = media.speak(second);
            awaitPackets(media, packets);
            call.invite(media.description(parts[0], parts[1]));
            call.answered();
            assertFalse(call.answer().line("a=sendrecv").isPresent(), call.answer().body());
            int held = media.received().size();
            media.speak(second);
            assertEquals(held, media.received().size(), "packets came while on hold");
            call.invite(media.offer());
            call.answered();
            int more = media.speak(second);
            awaitPackets(media, held + more);
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
