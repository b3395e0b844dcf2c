package io.ringway.signaling.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.KeyOrigin;
import io.ringway.signaling.LoopbackBridge;
import io.ringway.signaling.call.machine.CallCommand;
import io.ringway.signaling.call.machine.CallRules;
import io.ringway.signaling.call.machine.CallView;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls as they run: machine, queue, session manager, legs and media together. */
@Timeout(60)
final class CallsTest {

    @Test
    void shouldBridgePartiesAndRelayKeysAndHolds() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            ScriptedLeg caller = harness.callUser("bob");
            ScriptedLeg called = harness.dialledLeg();
            called.tell(new LegSignal.Ringing());
            assertEquals("ring", caller.next());
            called.tell(new LegSignal.Answered());
            assertEquals("answer", caller.next());
            LoopbackBridge bridge = harness.bridge();
            assertEquals(List.of(caller.id(), called.id()), List.of(bridge.first, bridge.second));
            called.tell(new LegSignal.KeyPressed('7', 90, KeyOrigin.RTP_EVENT));
            assertEquals("keys 7 90", caller.next());
            called.tell(new LegSignal.Held());
            called.tell(new LegSignal.Resumed());
            called.end(Cause.Kind.HANGUP);
            assertEquals("hangup hangup", caller.next());
            assertTrue(bridge.awaitClosed());
            harness.end();
            assertEquals(1, caller.media.played.size());
            assertEquals(1, caller.media.stops.get());
        }
    }

    @Test
    void shouldTryTheNextWhenADialerThrows() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            harness.routes.put(
                    "out",
                    new Destination.Dial(
                            List.of(
                                    new DialTarget.Trunk("broken", "49"),
                                    new DialTarget.User("bob")),
                            false,
                            20_000,
                            false));
            harness.call("out");
            assertEquals(
                    new DialTarget.User("bob"),
                    harness.requests.poll(20, TimeUnit.SECONDS).target());
        }
    }

    @Test
    void shouldOriginateACall() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            harness.routes.put("200", CallsHarness.dialTo("bob"));
            String id =
                    harness.calls
                            .originate(
                                    new DialTarget.User("alice"),
                                    new CallParties("1", "", "200", "", "api"))
                            .orElseThrow();
            ScriptedLeg alice = harness.dialledLeg();
            alice.tell(new LegSignal.Answered());
            ScriptedLeg bob = harness.dialledLeg();
            bob.tell(new LegSignal.Answered());
            assertEquals(alice.id(), harness.bridge().first);
            assertEquals(
                    CallView.State.TALKING, harness.calls.find(id).orElseThrow().view().state());
            CallCommand hangUp = new CallCommand.HangUp(Cause.of(Cause.Kind.HANGUP));
            assertTrue(harness.calls.command(id, hangUp));
            assertEquals("hangup hangup", alice.next());
            assertEquals("hangup hangup", bob.next());
            harness.end();
        }
    }

    @Test
    void shouldGiveUpWhoDoesNotAnswerInTime() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            harness.routes.put(
                    "bob",
                    new Destination.Dial(List.of(new DialTarget.User("bob")), false, 50, false));
            ScriptedLeg caller = harness.call("bob");
            assertEquals("hangup no_answer", harness.dialledLeg().next());
            assertEquals("refuse no_answer", caller.next());
            harness.end();
        }
    }

    @Test
    void shouldRefuseMoreCallsThanAllowedAndWhenDraining() throws Exception {
        CallSettings one = new CallSettings(CallRules.defaults(), 1, 100, 1_000);
        try (CallsHarness harness = new CallsHarness(one)) {
            harness.routes.put("echo", new Destination.Echo());
            ScriptedLeg first = harness.call("echo");
            assertEquals("refuse overload", harness.call("echo").next());
            assertEquals("ring answer", first.next(2));
            first.end(Cause.Kind.HANGUP);
            harness.end();
            harness.calls.drain();
            assertEquals("refuse overload", harness.call("echo").next());
            assertEquals(2, harness.calls.counters().callsRefusedByLimit());
        }
    }

    @Test
    void shouldEndEveryCallWhenClosed() throws Exception {
        CallsHarness harness = new CallsHarness();
        ScriptedLeg caller = harness.callUser("bob");
        ScriptedLeg called = harness.answeredLeg();
        harness.bridge();
        assertEquals("ring answer", caller.next(2));
        harness.close();
        assertEquals("hangup overload", caller.next());
        assertEquals("hangup overload", called.next());
        assertEquals(0, harness.calls.active());
        harness.assertEverySessionIsDeregistered();
    }
}
