package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import io.ringway.server.system.Stalls;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.Listens;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Phones on IPv6, alone and with phones on IPv4: one server on 127.0.0.1 and ::1. */
@Listens
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class DualStackSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String IPV4 = "127.0.0.1";
    private static final String IPV6 = "::1";

    private static SipServer server;
    private static TestSpeech speech;
    private static Phone bob;
    private PeerFolder folder;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        speech = TestSpeech.load().beginning();
        bob = Phone.listening(InetAddress.ofLiteral(IPV6));
        server =
                SipServer.start(
                        PeerFolder.of(test),
                        new SipServerPlan()
                                .addresses(IPV4, IPV6)
                                .route("to:bob via:* -> " + bob.uri()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
            server = null;
        }
        if (bob != null) {
            bob.close();
            bob = null;
        }
    }

    @BeforeEach
    void open(TestInfo test) throws Exception {
        folder = PeerFolder.of(test);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        server.awaitIdle();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEchoOverIpv6(boolean tcp) throws Exception {
        try (Phone phone = tcp ? Phone.tcp(server.at(IPV6)) : Phone.udp(server.at(IPV6))) {
            PhoneCall call = phone.call("echo");
            SipText answer = call.answer();
            assertEquals("c=IN IP6 ::1", described(answer));
            assertTrue(answer.line("o=").orElseThrow().contains(" IN IP6 "), answer.toString());
            assertTrue(answer.target().contains("@[::1]:"), answer.toString());
            assertTrue(answer.header("Via").matches(".*;received=::1(;.*)?"), answer.toString());
            phone.media().speak(speech.samples());
            EchoedPackets.assertWhole(speech.samples(), phone.media());
            call.hangUp();
        }
    }

    /** Hold as RFC 2543 had it, in the other family's zero. */
    @Test
    void shouldBeHeldByAnUnspecifiedAddress() throws Exception {
        try (Phone phone = Phone.udp(server.at(IPV6))) {
            PhoneCall call = phone.call("echo");
            SipText held = call.invite(phone.media().description("sendrecv", "::"));
            SipText answer = call.finalAnswer(held);
            call.acknowledge(answer, "");
            assertTrue(answer.line("a=recvonly").isPresent(), answer.toString());
            call.invite(phone.media().offer());
            call.answered();
            call.hangUp();
        }
    }

    private static String described(SipText message) {
        return message.line("c=").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"call,u1", "call,t1", "late-offer,u1"})
    void shouldPlayOverIpv6(String scenario, String transport) throws Exception {
        Tool.assumeInstalled(Tool.SIPP);
        Sipp.play(
                folder,
                SippPlan.of(scenario, server.sipPort(), "echo").at(IPV6).transport(transport));
    }

    /** Each is told addresses of its own family only, and they hear each other. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldJoinIpv4WithIpv6(boolean tcp) throws Exception {
        try (Phone alice = tcp ? Phone.tcp(server.at(IPV4)) : Phone.udp(server.at(IPV4))) {
            bob.forget();
            PhoneCall call = alice.callTo("bob");
            call.invite(alice.media().offer());
            SipText invite = bob.answer();
            call.answered();
            assertEquals("c=IN IP4 127.0.0.1", described(call.answer()));
            assertTrue(described(invite).equals("c=IN IP6 ::1"), invite.toString());
            assertTrue(invite.header("Via").contains("[::1]:"), invite.toString());
            assertTrue(invite.header("Contact").contains("@[::1]:"), invite.toString());
            alice.media().speak(speech.samples());
            EchoedPackets.assertWhole(speech.samples(), bob.media());
            bob.media().speak(speech.samples());
            EchoedPackets.assertWhole(speech.samples(), alice.media());
            call.hangUp();
        }
    }

    @ParameterizedTest
    @CsvSource({"PCMU/8000,udp,''", "G722/16000,tcp,srtp-mand", "opus/48000/1,udp,dtls_srtp"})
    void shouldCarrySpeechOfAPhoneOverIpv6(String codec, String transport, String encryption)
            throws Exception {
        Tool.assumeInstalled(Tool.BARESIP);
        BaresipSettings settings =
                BaresipSettings.of("alice", speech)
                        .at(IPV6)
                        .codec(codec)
                        .transport(transport)
                        .encryption(encryption)
                        .tailMs(1_500);
        Stalls.undisturbed(() -> talkToEcho(settings));
    }

    private void talkToEcho(BaresipSettings settings) throws Exception {
        try (Baresip phone = Baresip.start(folder, settings)) {
            phone.call("sip:echo@[::1]:" + server.sipPort() + ";transport=" + settings.transport());
            phone.closed(LIMIT);
            Heard.assertStretched(speech, phone.heard());
        }
    }
}
