package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import io.ringway.server.system.AgentBrowser;
import io.ringway.server.system.Chromium;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.TakesTheMachine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Phones and a browser that waits for calls are connected with somebody else. */
@TakesTheMachine
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class AgentTransferSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static Chromium chromium;
    private static TestSpeech speech;
    private SipServer server;
    private AgentBrowser anna;
    private Phone alice;
    private Phone bob;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        Chromium.assumeInstalled();
        speech = TestSpeech.load();
        chromium = Chromium.start(speech.write(PeerFolder.of(test).file("speech.wav")));
        speech = speech.beginning();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
            chromium = null;
        }
    }

    @BeforeEach
    void open(TestInfo test) throws Exception {
        bob = Phone.listening();
        SipServerPlan plan =
                new SipServerPlan()
                        .route("to:bob via:* -> " + bob.uri())
                        .route("to:sales -> agent:anna")
                        .route("to:help via:* -> agent:anna," + bob.uri());
        server = SipServer.start(PeerFolder.of(test), plan);
        alice = Phone.udp(server.sipPort());
        anna = AgentBrowser.open(chromium, server.http(), "anna");
    }

    @AfterEach
    void close() throws Exception {
        if (anna != null) {
            anna.close();
        }
        for (Phone phone : new Phone[] {alice, bob}) {
            if (phone != null) {
                phone.close();
            }
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void shouldSendAPhoneToTheBrowserUnannounced() throws Exception {
        PhoneCall toBob = callBob();
        refer(toBob, server.uri("sales"));
        anna.awaitTold("ringing", "answered", "connected");
        assertTalk(bob);
        toBob.hungUpOn(LIMIT);
    }

    @Test
    void shouldSendAPhoneToTheBrowserThatKnows() throws Exception {
        PhoneCall toBob = callBob();
        PhoneCall toAnna = alice.call("sales");
        JsonNode before = anna.awaitTold("ringing", "answered", "connected").getLast();
        assertEquals(alice.name(), before.path("from").asText());
        AgentTalk.assertHeardByBrowser(alice, anna, speech);
        String replaces = URLEncoder.encode(toAnna.replaces(), StandardCharsets.UTF_8);
        refer(toBob, server.uri("sales") + "?Replaces=" + replaces);
        JsonNode after = anna.awaitTold("connected").getFirst();
        assertEquals(bob.uri(), after.path("from").asText());
        toAnna.hungUpOn(LIMIT);
        assertTalk(bob);
    }

    @Test
    void shouldConnectTheCallerOfTheBrowserWithAnotherPhone() throws Exception {
        PhoneCall call = alice.call("sales");
        anna.awaitTold("ringing", "answered", "connected");
        JsonNode running = server.lastCall();
        server.transfer(running, leg(running, "in"), "bob");
        bob.answer();
        assertEquals("transferred", anna.awaitTold("ended").getFirst().path("cause").asText());
        PhoneTalk.assertTalk(alice, bob);
        PhoneTalk.assertTalk(bob, alice);
        call.hangUp();
        // The browser waits again.
        alice.call("sales").hangUp();
        anna.awaitTold("ringing", "answered", "connected", "ended");
    }

    @Test
    void shouldConnectTheBrowserWithAnotherPhone() throws Exception {
        PhoneCall call = alice.call("sales");
        anna.awaitTold("ringing", "answered", "connected");
        JsonNode running = server.lastCall();
        server.transfer(running, leg(running, "out"), "bob");
        bob.answer();
        call.hungUpOn(LIMIT);
        JsonNode connected = anna.awaitTold("connected").getFirst();
        assertEquals(bob.uri(), connected.path("from").asText());
        assertTalk(bob);
    }

    @Test
    void shouldCallSomebodyElseWhenTheBrowserIsBusyOrAway() throws Exception {
        PhoneCall first = alice.call("help");
        anna.awaitTold("ringing", "answered", "connected");
        assertHelpedByBob(0);
        first.hangUp();
        anna.awaitTold("ended");
        anna.close();
        assertHelpedByBob(1);
    }

    private void assertHelpedByBob(int callsBefore) throws Exception {
        try (Phone caller = Phone.udp(server.sipPort())) {
            PhoneCall call = caller.callTo("help");
            call.invite(caller.media().offer());
            bob.answer(callsBefore);
            call.answered();
            PhoneTalk.assertTalk(caller, bob);
            call.hangUp();
        }
    }

    @Test
    void shouldGoOnWhenTheBrowserIsBusy() throws Exception {
        PhoneCall toBob = callBob();
        try (Phone busy = Phone.udp(server.sipPort())) {
            busy.call("sales");
            anna.awaitTold("ringing", "answered", "connected");
            refer(toBob, server.uri("sales"));
            alice.await(
                    "NOTIFY of 486",
                    m -> m.method().equals("NOTIFY") && m.body().startsWith("SIP/2.0 486"));
            PhoneTalk.assertTalk(alice, bob);
            PhoneTalk.assertTalk(bob, alice);
        }
    }

    private PhoneCall callBob() throws Exception {
        PhoneCall call = alice.callTo("bob");
        call.invite(alice.media().offer());
        bob.answer();
        return call.answered();
    }

    private static void refer(PhoneCall call, String uri) throws Exception {
        SipText refer = call.request("REFER", "", "Refer-To: <" + uri + ">");
        assertEquals(202, call.finalAnswer(refer).status());
    }

    /** The leg of a call that calls, or that was called. */
    private static String leg(JsonNode call, String direction) {
        for (JsonNode leg : call.path("legs")) {
            if (leg.path("direction").asText().equals(direction)) {
                return leg.path("legId").asText();
            }
        }
        throw new AssertionError("no leg " + direction + " in " + call);
    }

    private void assertTalk(Phone phone) throws Exception {
        AgentTalk.assertHeardByBrowser(phone, anna, speech);
        AgentTalk.assertHeardByPhone(anna, phone, speech);
    }
}
