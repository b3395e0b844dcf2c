package io.ringway.signaling.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.signaling.GatewayClient;
import io.ringway.signaling.OfferingPeer;
import io.ringway.signaling.TestSignaling;
import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.DialRequest;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.Partner;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a browser that waits for calls is told of them, and what it may do. */
@Timeout(60)
final class AgentNoticesTest {

    private static final CallParties PARTIES =
            new CallParties("+4930123", "Ann", "sales", "here", "trunk");

    private final BlockingQueue<LegSignal> signals = new LinkedBlockingQueue<>();
    private TestSignaling signaling;

    @BeforeEach
    void start() throws Exception {
        signaling = TestSignaling.start();
    }

    @AfterEach
    void stop() {
        signaling.close();
    }

    @Test
    void shouldTellOfACallFromItsRingToItsEnd() throws Exception {
        try (GatewayClient browser = waiting("/ws?agent=alice")) {
            CallLeg leg = call("one");
            JsonNode ringing = browser.next("call");
            assertEquals("ringing one", word(ringing));
            assertEquals("+4930123", ringing.path("from").asText());
            assertEquals("Ann", ringing.path("fromName").asText());
            assertEquals("sales", ringing.path("to").asText());
            assertEquals("answered one", nextWord(browser));
            leg.tellPartner(new Partner("call-1", "+4930123", "Ann", false));
            JsonNode connected = browser.next("call");
            assertEquals("connected one", word(connected));
            assertEquals("call-1", connected.path("callId").asText());
            leg.tellPartner(new Partner("call-1", "+4930123", "Ann", true));
            assertEquals("held one", nextWord(browser));
            leg.tellPartner(new Partner("call-1", "+4930123", "Ann", false));
            assertEquals("resumed one", nextWord(browser));
            leg.sendKeys("5", 100);
            JsonNode key = browser.next("call");
            assertEquals("key one", word(key));
            assertEquals("5", key.path("key").asText());
            leg.tellPartner(new Partner("call-2", "300", "Carol", false));
            assertEquals("300", browser.next("call").path("from").asText());
            leg.hangUp(Cause.of(Cause.Kind.NO_ANSWER));
            JsonNode ended = browser.next("call");
            assertEquals("ended one", word(ended));
            assertEquals("no-answer", ended.path("cause").asText());
        }
    }

    @Test
    void shouldTellOfHoldOnceWhoeverHolds() throws Exception {
        try (GatewayClient browser = waiting("/ws?agent=alice")) {
            CallLeg leg = call("one");
            browser.next("call");
            browser.next("call");
            leg.hold(true);
            leg.tellPartner(new Partner("call-1", "1", "", true));
            assertEquals("held one", nextWord(browser));
            assertEquals("connected one", nextWord(browser));
            leg.hold(false);
            leg.tellPartner(new Partner("call-1", "1", "", false));
            assertEquals("resumed one", nextWord(browser));
        }
    }

    @Test
    void shouldRingUntilTheBrowserAnswers() throws Exception {
        try (GatewayClient browser = waiting("/ws?agent=alice&answer=manual")) {
            call("one");
            assertEquals("ringing one", nextWord(browser));
            assertEquals(new LegSignal.Ringing(), next());
            act(browser, "answer");
            assertEquals("answered one", nextWord(browser));
            assertEquals(new LegSignal.Answered(), next());
            act(browser, "answer");
            assertEquals("no-such-call", browser.nextError());
            act(browser, "hangup");
            assertEquals("ended one", nextWord(browser));
            assertEquals(Cause.Kind.HANGUP, endOf(next()));
        }
    }

    @Test
    void shouldLetTheBrowserRefuse() throws Exception {
        try (GatewayClient browser = waiting("/ws?agent=alice&answer=manual")) {
            call("one");
            assertEquals("ringing one", nextWord(browser));
            assertEquals(new LegSignal.Ringing(), next());
            act(browser, "reject");
            assertEquals("ended one", nextWord(browser));
            assertEquals(Cause.Kind.DECLINED, endOf(next()));
        }
    }

    @Test
    void shouldRefuseWhatDoesNotFit() throws Exception {
        try (GatewayClient browser = waiting("/ws?agent=alice");
                GatewayClient other = new GatewayClient(signaling, "/ws")) {
            act(browser, "hangup");
            assertEquals("no-such-call", browser.nextError());
            act(browser, "dance");
            assertEquals("invalid-message", browser.nextError());
            act(other, "hangup");
            assertEquals("not-an-agent", other.nextError());
        }
    }

    private CallLeg call(String legId) {
        return signaling.agents.dial(
                new DialRequest(legId, new DialTarget.Agent("alice"), PARTIES, null), signals::add);
    }

    /** A browser under that address whose media is up. */
    private GatewayClient waiting(String path) throws Exception {
        GatewayClient client = new GatewayClient(signaling, path);
        client.offer(new OfferingPeer().offer()).next("answer");
        signaling.engine.leg(client.id()).awaitTold();
        return client;
    }

    private static void act(GatewayClient browser, String action) throws Exception {
        browser.say(Map.of("type", "call", "action", action));
    }

    private static String nextWord(GatewayClient browser) throws Exception {
        return word(browser.next("call"));
    }

    private static String word(JsonNode message) {
        return message.path("event").asText() + " " + message.path("legId").asText();
    }

    private LegSignal next() throws InterruptedException {
        LegSignal signal = signals.poll(20, TimeUnit.SECONDS);
        if (signal == null) {
            throw new AssertionError("nothing was told");
        }
        return signal;
    }

    private static Cause.Kind endOf(LegSignal signal) {
        return ((LegSignal.Ended) signal).cause().kind();
    }
}
