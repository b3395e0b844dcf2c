package io.ringway.signaling.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.KeyOrigin;
import io.ringway.signaling.LoopbackBridge;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parties that come to talk to others than at first. */
@Timeout(60)
final class MovedPartiesTest {

    @Test
    void shouldJoinTheFarPartiesOfTwoCallsInAnAttendedTransfer() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            ScriptedLeg ann = harness.callUser("bob");
            ScriptedLeg bob = harness.answeredLeg();
            ScriptedLeg consulting = harness.callUser("carol");
            ScriptedLeg carol = harness.answeredLeg();
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
            assertEquals("ring answer hangup transferred", consulting.next(3));
            bob.end(Cause.Kind.HANGUP);
            harness.end();
            // Carol has moved: what she tells is heard where she is now.
            carol.tell(new LegSignal.KeyPressed('1', 100, KeyOrigin.SIGNALING));
            assertEquals("ring answer keys 1 100", ann.next(3));
            carol.end(Cause.Kind.HANGUP);
            assertEquals("hangup hangup", ann.next());
            harness.end();
            assertEquals(0, harness.calls.active());
            harness.assertEverySessionIsDeregistered();
        }
    }

    @Test
    void shouldLetANewLegTakeThePlaceOfAnother() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            ScriptedLeg ann = harness.callUser("bob");
            ScriptedLeg bob = harness.answeredLeg();
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
    void shouldConnectACallerOfAServiceWithSomebodyAndHangUp() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            harness.routes.put("bot", new Destination.Speech());
            harness.routes.put("300", CallsHarness.dialTo("carol"));
            ScriptedLeg caller = harness.call("bot");
            assertEquals("ring answer", caller.next(2));
            assertTrue(harness.calls.transfer(caller.id(), new TransferTarget.Blind("tel:300")));
            ScriptedLeg carol = harness.answeredLeg();
            assertEquals(carol.id(), harness.bridge().second);
            assertTrue(harness.calls.hangUp(caller.id(), Cause.of(Cause.Kind.HANGUP)));
            assertEquals("hangup hangup", caller.next());
            harness.end();
            assertFalse(harness.calls.hangUp(caller.id(), Cause.of(Cause.Kind.HANGUP)));
        }
    }
}
