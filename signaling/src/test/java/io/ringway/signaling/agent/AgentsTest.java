package io.ringway.signaling.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.KeyOrigin;
import io.ringway.media.LegEvent;
import io.ringway.signaling.GatewayClient;
import io.ringway.signaling.LoopbackLeg;
import io.ringway.signaling.OfferingPeer;
import io.ringway.signaling.TestSignaling;
import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.DialRequest;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.TransferProgress;
import io.ringway.signaling.call.TransferTarget;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Browsers that wait for calls. */
@Timeout(60)
final class AgentsTest {

    private static final CallParties PARTIES = new CallParties("1", "", "alice", "", "");
    private final BlockingQueue<LegSignal> signals = new LinkedBlockingQueue<>();

    @Test
    void shouldAnswerAtOnceAndBeBusyMeanwhile() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = connected(signaling, "alice")) {
            CallLeg leg = dial(signaling, "one", "alice");
            assertEquals(new LegSignal.Answered(), next());
            assertTrue(leg.hasOwnSession());
            assertEquals(signaling.engine.leg(client.id()), leg.media());
            dial(signaling, "two", "alice");
            assertEquals(Cause.Kind.BUSY, endOf(next()));
            leg.hangUp(Cause.of(Cause.Kind.HANGUP));
            assertEquals(Cause.Kind.HANGUP, endOf(next()));
            // The session is still there, and can be called again.
            dial(signaling, "three", "alice");
            assertEquals(new LegSignal.Answered(), next());
        }
    }

    @Test
    void shouldNotEchoWhoWaitsForCalls() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = connected(signaling, "alice")) {
            assertFalse(signaling.engine.leg(client.id()).spec().echo());
        }
    }

    @Test
    void shouldTellKeysToTheCallOnly() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = connected(signaling, "alice")) {
            LoopbackLeg media = signaling.engine.leg(client.id());
            media.emit(new LegEvent.KeyPressed('1', 90, KeyOrigin.RTP_EVENT));
            media.awaitTold();
            dial(signaling, "one", "alice");
            assertEquals(new LegSignal.Answered(), next());
            media.emit(new LegEvent.KeyPressed('2', 90, KeyOrigin.RTP_EVENT));
            assertEquals(new LegSignal.KeyPressed('2', 90, KeyOrigin.RTP_EVENT), next());
        }
    }

    @Test
    void shouldEndTheCallWhenTheBrowserGoes() throws Exception {
        try (TestSignaling signaling = TestSignaling.start()) {
            GatewayClient client = connected(signaling, "alice");
            dial(signaling, "one", "alice");
            assertEquals(new LegSignal.Answered(), next());
            client.close();
            assertEquals(Cause.Kind.HANGUP, endOf(next()));
            dial(signaling, "two", "alice");
            assertEquals(Cause.Kind.UNAVAILABLE, endOf(next()));
            assertEquals(List.of(), signaling.agents.names());
        }
    }

    @Test
    void shouldNotReachWhoIsNotThereOrHasNoMediaYet() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling, "/ws?agent=bob&hello=1")) {
            client.next("session");
            dial(signaling, "one", "nobody");
            assertEquals(Cause.Kind.UNAVAILABLE, endOf(next()));
            dial(signaling, "two", "bob");
            assertEquals(Cause.Kind.UNAVAILABLE, endOf(next()));
        }
    }

    @Test
    void shouldRefuseATakenName() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling, "/ws?agent=bob&hello=1")) {
            client.next("session");
            assertRefused(signaling, "bob", "409");
        }
    }

    @Test
    void shouldRefuseNamesThatAreNone() throws Exception {
        try (TestSignaling signaling = TestSignaling.start()) {
            assertRefused(signaling, "", "400");
            assertRefused(signaling, "a%20b", "400");
            assertRefused(signaling, "x".repeat(65), "400");
        }
    }

    @Test
    void shouldRefuseMoreAgentsThanAllowed() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient a = new GatewayClient(signaling, "/ws?agent=a&hello=1");
                GatewayClient b = new GatewayClient(signaling, "/ws?agent=b&hello=1");
                GatewayClient c = new GatewayClient(signaling, "/ws?agent=c&hello=1")) {
            a.next("session");
            b.next("session");
            c.next("session");
            assertRefused(signaling, "d", "503");
            assertEquals(List.of("a", "b", "c"), signaling.agents.names());
        }
    }

    @Test
    void shouldFailToCallSomebodyByItself() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = connected(signaling, "alice")) {
            CallLeg leg = dial(signaling, "one", "alice");
            next();
            leg.transfer(new TransferTarget.Blind("sip:x@y"));
            assertEquals(new LegSignal.TransferProgressed(TransferProgress.FAILED), next());
            leg.sendKeys("12", 100);
            assertEquals(List.of("12:100"), List.copyOf(signaling.engine.leg(client.id()).keys));
        }
    }

    private CallLeg dial(TestSignaling signaling, String legId, String name) {
        DialRequest request = new DialRequest(legId, new DialTarget.Agent(name), PARTIES, null);
        return signaling.agents.dial(request, signals::add);
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

    /** A browser under that name whose media is up. */
    private static GatewayClient connected(TestSignaling signaling, String name) throws Exception {
        GatewayClient client = new GatewayClient(signaling, "/ws?agent=" + name);
        OfferingPeer peer = new OfferingPeer();
        client.offer(peer.offer()).next("answer");
        signaling.engine.leg(client.id()).awaitTold();
        return client;
    }

    private static void assertRefused(TestSignaling signaling, String name, String status) {
        IOException refused =
                assertThrows(
                        IOException.class, () -> new GatewayClient(signaling, "/ws?agent=" + name));
        assertTrue(
                String.valueOf(refused.getMessage()).contains("HTTP/1.1 " + status),
                refused.getMessage());
    }
}
