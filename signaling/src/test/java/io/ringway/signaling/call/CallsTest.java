package io.ringway.signaling.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.KeyOrigin;
import io.ringway.signaling.LoopbackBridge;
import io.ringway.signaling.call.machine.CallCommand;
import io.ringway.signaling.call.machine.CallRules;
import io.ringway.signaling.call.machine.CallView;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls as they run: machine, queue, session manager, legs and media together. */
@Timeout(60)
final class CallsTest {

    @Test
    void shouldEchoACallerAndTellTheSessionManager() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            harness.routes.put("echo", new Destination.Echo());
            ScriptedLeg caller = harness.call("echo");
            assertEquals("ring", caller.next());
            assertEquals("register sip " + caller.id(), harness.nextTold());
            assertEquals("state active " + caller.id(), harness.nextTold());
            assertEquals("answer", caller.next());
            caller.end(Cause.Kind.HANGUP);
            assertEquals("deregister " + caller.id(), harness.nextTold());
            CallReport report = harness.end();
            assertEquals("echo", report.route());
            assertTrue(report.answeredAfterMs() >= 0);
            assertTrue(caller.media.echo);
        }
    }

    @Test
    void shouldRefuseACallerWhoseSessionIsRefused() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            harness.refusingSessions = true;
            harness.routes.put("echo", new Destination.Echo());
            ScriptedLeg caller = harness.call("echo");
            assertEquals("refuse session_refused", caller.next());
            harness.end();
            assertEquals("register sip " + caller.id(), harness.nextTold());
            assertTrue(harness.told.isEmpty());
        }
    }

    @Test
    void shouldGoOnWhenOnlyReportsFail() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            harness.failingReports = true;
            harness.routes.put("speech", new Destination.Speech());
            ScriptedLeg caller = harness.call("speech");
            assertEquals("ring", caller.next());
            assertEquals("answer", caller.next());
            caller.end(Cause.Kind.HANGUP);
            assertEquals(Cause.Kind.HANGUP, causeOf(harness.end()));
        }
    }

    @Test
    void shouldAnswerWhenTheSessionIsActiveAndNotWaitForEver() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            harness.routes.put("echo", new Destination.Echo());
            harness.slowness = new CompletableFuture<>();
            ScriptedLeg caller = harness.call("echo");
            assertEquals("ring", caller.next());
            assertTrue(caller.isQuiet());
            assertEquals("answer", caller.next());
            harness.slowness.complete(null);
            assertEquals("register sip " + caller.id(), harness.nextTold());
            assertEquals("state active " + caller.id(), harness.nextTold());
            caller.end(Cause.Kind.HANGUP);
            harness.end();
        }
    }

    @Test
    void shouldBridgePartiesAndRelayKeysAndHolds() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            ScriptedLeg caller = dial(harness, "bob");
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
    void shouldJoinTheFarPartiesOfTwoCallsInAnAttendedTransfer() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            ScriptedLeg ann = dial(harness, "bob");
            ScriptedLeg bob = answered(harness);
            ScriptedLeg consulting = dial(harness, "carol");
            ScriptedLeg carol = answered(harness);
            harness.bridge();
            LoopbackBridge second = harness.bridge();
            harness.directory.put("call-id", consulting.id());
            bob.tell(
                    new LegSignal.TransferRequested(
                            new TransferTarget.Attended("sip:carol@x", "call-id", "t", "f")));
            LoopbackBridge joined = harness.bridge();
            assertEquals(List.of(ann.id(), carol.id()), List.of(joined.first, joined.second));
            assertTrue(second.awaitClosed());
            assertEquals("told trying", bob.next());
            assertEquals("told done", bob.next());
            assertEquals("ring answer hangup transferred", all(consulting, 3));
            bob.end(Cause.Kind.HANGUP);
            harness.end();
            // Carol has moved: what she tells is heard where she is now.
            carol.tell(new LegSignal.KeyPressed('1', 100, KeyOrigin.SIGNALING));
            assertEquals("ring answer keys 1 100", all(ann, 3));
            carol.end(Cause.Kind.HANGUP);
            assertEquals("hangup hangup", ann.next());
            harness.end();
            assertEquals(0, harness.calls.active());
            assertEveryRegisteredSessionIsDeregistered(harness);
        }
    }

    @Test
    void shouldLetANewLegTakeThePlaceOfAnother() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            ScriptedLeg ann = dial(harness, "bob");
            ScriptedLeg bob = answered(harness);
            harness.bridge();
            ScriptedLeg fresh = new ScriptedLeg(UUID.randomUUID().toString(), harness.engine);
            CallParties parties = new CallParties("300", "", "100", "", "");
            fresh.heardBy(harness.calls.onReplacement(fresh, parties, bob.id()));
            assertEquals("answer", fresh.next());
            fresh.tell(new LegSignal.Answered());
            assertEquals(fresh.id(), harness.bridge().second);
            assertEquals("hangup transferred", bob.next());
            ann.end(Cause.Kind.HANGUP);
            assertEquals("hangup hangup", fresh.next());
            harness.end();
        }
    }

    @Test
    void shouldRefuseToReplaceALegThatIsNot() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            ScriptedLeg fresh = new ScriptedLeg("fresh", harness.engine);
            harness.calls.onReplacement(fresh, new CallParties("", "", "", "", ""), "nobody");
            assertEquals("refuse not_found", fresh.next());
        }
    }

    @Test
    void shouldOriginateACall() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            harness.routes.put("200", dialTo("bob"));
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
    void shouldConnectACallerOfAServiceWithSomebodyAndHangUp() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            harness.routes.put("bot", new Destination.Speech());
            harness.routes.put("300", dialTo("carol"));
            ScriptedLeg caller = harness.call("bot");
            assertEquals("ring answer", all(caller, 2));
            assertTrue(harness.calls.transfer(caller.id(), new TransferTarget.Blind("tel:300")));
            ScriptedLeg carol = answered(harness);
            assertEquals(carol.id(), harness.bridge().second);
            assertTrue(harness.calls.hangUp(caller.id(), Cause.of(Cause.Kind.HANGUP)));
            assertEquals("hangup hangup", caller.next());
            harness.end();
            assertFalse(harness.calls.hangUp(caller.id(), Cause.of(Cause.Kind.HANGUP)));
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
            assertEquals("ring answer", all(first, 2));
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
        ScriptedLeg caller = dial(harness, "bob");
        ScriptedLeg called = answered(harness);
        harness.bridge();
        assertEquals("ring answer", all(caller, 2));
        harness.close();
        assertEquals("hangup overload", caller.next());
        assertEquals("hangup overload", called.next());
        assertEquals(0, harness.calls.active());
        assertEveryRegisteredSessionIsDeregistered(harness);
    }

    private static Destination.Dial dialTo(String user) {
        return new Destination.Dial(List.of(new DialTarget.User(user)), false, 20_000, false);
    }

    private static ScriptedLeg dial(CallsHarness harness, String user) {
        harness.routes.put(user, dialTo(user));
        return harness.call(user);
    }

    private static ScriptedLeg answered(CallsHarness harness) throws InterruptedException {
        ScriptedLeg called = harness.dialledLeg();
        called.tell(new LegSignal.Ringing());
        called.tell(new LegSignal.Answered());
        return called;
    }

    private static String all(ScriptedLeg leg, int count) throws InterruptedException {
        StringBuilder all = new StringBuilder(leg.next());
        for (int i = 1; i < count; i++) {
            all.append(' ').append(leg.next());
        }
        return all.toString();
    }

    private static Cause.Kind causeOf(CallReport report) {
        Cause cause = report.view().cause();
        return CallsHarness.some(cause, "the call has not ended").kind();
    }

    private static void assertEveryRegisteredSessionIsDeregistered(CallsHarness harness) {
        harness.calls.close();
        List<String> told = List.copyOf(harness.told);
        assertEquals(idsOf(told, "register sip "), idsOf(told, "deregister "));
    }

    private static List<String> idsOf(List<String> told, String what) {
        return told.stream()
                .filter(line -> line.startsWith(what))
                .map(line -> line.substring(what.length()))
                .sorted()
                .toList();
    }
}
