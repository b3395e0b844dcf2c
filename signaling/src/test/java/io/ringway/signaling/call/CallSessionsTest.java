package io.ringway.signaling.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the session manager is told of a call, and what it says to it. */
@Timeout(60)
final class CallSessionsTest {

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

    private static Cause.Kind causeOf(CallReport report) {
        Cause cause = report.view().cause();
        return CallsHarness.some(cause, "the call has not ended").kind();
    }
}
