package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import io.ringway.server.system.TestSpeech;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** A trunk whose provider, a Kamailio, knows its customers by their certificates. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class MutualTlsSystemTest {

    private static final String NUMBER = "4930123456";

    private PeerFolder folder;
    private Path ours;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        Kamailio.assumeInstalled();
        folder = PeerFolder.of(test);
        ours = Files.createDirectories(folder.file("ours"));
        TestCertificate.make(ours, "127.0.0.1");
    }

    /** What is shown and who is trusted is the trunk's; other connections know nothing of it. */
    private SipServer customerOf(Kamailio provider, Path shown) throws Exception {
        SipServerPlan plan =
                new SipServerPlan()
                        .route("to:49. via:* -> trunk:provider")
                        .setting("sip-tls-port", Integer.toString(FreePort.next()))
                        .trunk(
                                "provider",
                                "server=sip:" + provider.tlsDomain() + ";transport=tls",
                                "client-certificate=" + shown.resolve("certificate.pem"),
                                "client-key=" + shown.resolve("key.pem"),
                                "trust=" + Kamailio.certificate(folder),
                                "qualify-s=0");
        return SipServer.start(folder, plan);
    }

    @Test
    void shouldCallByShowingItsCertificate() throws Exception {
        TestSpeech speech = TestSpeech.load().beginning();
        try (Phone callee = Phone.listening();
                Kamailio provider =
                        Kamailio.demandingCertificates(
                                folder, callee.socket().port(), ours.resolve("certificate.pem"));
                SipServer server = customerOf(provider, ours);
                Phone caller = Phone.udp(server.sipPort())) {
            PhoneCall call = caller.callTo(NUMBER);
            call.invite(caller.media().offer());
            SipText invite = callee.answer();
            call.answered();
            assertTrue(invite.all("Via").get(1).startsWith("SIP/2.0/TLS "), invite.toString());
            caller.media().speak(speech.samples());
            EchoedPackets.assertWhole(speech.samples(), callee.media());
            callee.media().speak(speech.samples());
            EchoedPackets.assertWhole(speech.samples(), caller.media());
            call.hangUp();
            server.awaitIdle();
        }
    }

    @Test
    void shouldBeRefusedWithAnothersCertificate() throws Exception {
        Path others = Files.createDirectories(folder.file("others"));
        TestCertificate.make(others, "127.0.0.1");
        try (Phone callee = Phone.listening();
                Kamailio provider =
                        Kamailio.demandingCertificates(
                                folder, callee.socket().port(), ours.resolve("certificate.pem"));
                SipServer server = customerOf(provider, others);
                Phone caller = Phone.udp(server.sipPort())) {
            PhoneCall call = caller.callTo(NUMBER);
            SipText invite = call.invite(caller.media().offer());
            int status = call.finalAnswer(invite).status();
            assertTrue(status >= 400, "status " + status);
            call.acknowledgeRefusal();
            assertTrue(callee.received().isEmpty(), callee.received().toString());
            server.awaitIdle();
        }
    }
}
