package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a trunk is told of who redirected a call: before it came here, and here. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RedirectionSystemTest {

    private static final String NUMBER = "4930123456";
    private static final List<String> DIVERSIONS =
            List.of(
                    "<sip:200@b.example>;reason=no-answer;counter=1",
                    "<sip:100@a.example>;reason=user-busy;counter=1;privacy=full");
    private static final String HISTORY =
            "<sip:100@a.example>;index=1, <sip:200@b.example>;index=1.1;mp=1";

    private PeerFolder folder;
    private Phone provider;
    private Phone bob;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        folder = PeerFolder.of(test);
        provider = Phone.listening();
        bob = Phone.listening();
    }

    @AfterEach
    void close() throws Exception {
        provider.close();
        bob.close();
    }

    /** All who call from 127.0.0.1 do so by the trunk, and so are believed, or by none. */
    private SipServer server(String rule, boolean believed) throws Exception {
        SipServerPlan plan =
                new SipServerPlan()
                        .route("to:49. via:* -> trunk:provider")
                        .route("to:bob via:* -> " + bob.uri())
                        .trunk(
                                "provider",
                                "server=sip:127.0.0.1:" + provider.socket().port(),
                                "sources=" + (believed ? "127.0.0.1" : "192.0.2.1"),
                                "qualify-s=0",
                                rule);
        return SipServer.start(folder, plan);
    }

    @ParameterizedTest
    @CsvSource({
        "redirections=both,true,true,true",
        "redirections=diversion,true,true,false",
        "redirections=history-info,true,false,true",
        "redirections=off,true,false,false",
        "caller-id=assert,true,true,true",
        "caller-id=pass,true,false,false",
        "redirections=both,false,false,false",
    })
    void shouldPassOnWhatItWasTold(
            String rule, boolean believed, boolean diversion, boolean history) throws Exception {
        try (SipServer server = server(rule, believed);
                Phone caller = Phone.udp(server.sipPort())) {
            PhoneCall call = caller.callTo(NUMBER);
            call.invite(
                    caller.media().offer(),
                    "Diversion: " + DIVERSIONS.get(0),
                    "Diversion: " + DIVERSIONS.get(1),
                    "History-Info: " + HISTORY);
            SipText invite = provider.answer();
            call.answered();
            call.hangUp();
            server.awaitIdle();
            assertEquals(diversion ? DIVERSIONS : List.of(), invite.all("Diversion"));
            String target = "<" + invite.start().split(" ")[1] + ">;index=1.1.1";
            assertEquals(
                    history ? List.of(HISTORY, target) : List.of(), invite.all("History-Info"));
        }
    }

    /** Who is sent on here is sent on by somebody. */
    @Test
    void shouldTellWhoTransferredTheCall() throws Exception {
        try (SipServer server = server("redirections=both", true);
                Phone alice = Phone.udp(server.sipPort())) {
            PhoneCall call = alice.callTo("bob");
            call.invite(alice.media().offer());
            bob.answer();
            call.answered();
            SipText refer =
                    call.request(
                            "REFER", "", "Refer-To: <sip:" + NUMBER + "@" + server.domain() + ">");
            assertEquals(202, call.finalAnswer(refer).status());
            SipText invite = provider.answer();
            String deflected = "<sip:" + alice.name() + "@127.0.0.1>";
            assertEquals(deflected + ";reason=deflection;counter=1", invite.header("Diversion"));
            List<String> history = invite.all("History-Info");
            assertEquals(deflected + ";index=1", history.getFirst());
            assertTrue(history.getLast().endsWith(">;index=1.1;mp=1"), history.toString());
            server.endCalls();
            server.awaitIdle();
        }
    }
}
