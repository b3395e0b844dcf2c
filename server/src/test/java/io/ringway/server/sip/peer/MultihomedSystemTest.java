package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import io.ringway.server.system.TestSpeech;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host with two addresses is, to each phone, the one it was called at. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class MultihomedSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String ONE = "127.0.0.1";
    private static final String OTHER = "127.0.0.2";

    private static SipServer server;
    private static TestSpeech speech;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        speech = TestSpeech.load().beginning();
        server = SipServer.start(PeerFolder.of(test), new SipServerPlan().addresses(ONE, OTHER));
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
    @CsvSource({"127.0.0.1,false", "127.0.0.2,false", "127.0.0.1,true", "127.0.0.2,true"})
    void shouldAnswerFromWhereItWasCalled(String address, boolean tcp) throws Exception {
        try (Phone phone = tcp ? Phone.tcp(server.at(address)) : Phone.udp(server.at(address))) {
            PhoneCall call = phone.call("echo");
            SipText answer = call.answer();
            assertEquals("c=IN IP4 " + address, answer.line("c=").orElseThrow());
            assertTrue(answer.target().contains("@" + address + ":"), answer.target());
            phone.media().speak(speech.samples());
            EchoedPackets.assertWhole(speech.samples(), phone.media());
            server.endCalls();
            SipText bye = call.hungUpOn(LIMIT);
            assertTrue(bye.header("Via").contains(" " + address + ":"), bye.header("Via"));
        }
    }

    /** Another offer in the call is answered by the same address, too. */
    @Test
    void shouldKeepItsAddressThroughoutTheCall() throws Exception {
        try (Phone phone = Phone.udp(server.at(OTHER))) {
            PhoneCall call = phone.call("echo");
            call.invite(phone.media().offer());
            SipText again = call.answered().answer();
            assertEquals("c=IN IP4 " + OTHER, again.line("c=").orElseThrow());
            assertTrue(again.target().contains("@" + OTHER + ":"), again.target());
            call.hangUp();
        }
    }
}
