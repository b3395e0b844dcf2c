package io.ringway.signaling.call.machine;

import static io.ringway.signaling.call.machine.MachineDriver.PARTIES;
import static io.ringway.signaling.call.machine.MachineDriver.RULES;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers that want nobody but the server. */
@Timeout(10)
final class AdmissionTest {

    @Test
    void shouldRegisterRingActivateAndAnswerInThatOrder() {
        MachineDriver call = new MachineDriver();
        assertEquals(
                List.of("route 200 via user:ann"),
                call.on(new CallEvent.Offered("in", PARTIES, false)));
        assertEquals(List.of("register in"), call.on(new CallEvent.Routed(new Destination.Echo())));
        assertEquals(
                List.of("ring in", "activate in", "answer in", "echo in on"),
                call.registered("in"));
        assertEquals(List.of(), call.answered("in"));
        assertEquals(List.of("deregister in", "ended hangup"), call.ended("in", Cause.Kind.HANGUP));
    }

    @Test
    void shouldLeaveACallerToTheSpeechServiceWithoutEcho() {
        MachineDriver call = MachineDriver.offered(RULES);
        assertEquals(
                List.of("ring in", "activate in", "answer in"),
                call.routed(new Destination.Speech()));
        assertEquals(CallView.State.SPEECH, call.machine.view().state());
    }

    @Test
    void shouldRefuseWhoseSessionIsRefused() {
        MachineDriver call = new MachineDriver();
        call.on(new CallEvent.Offered("in", PARTIES, false));
        call.on(new CallEvent.Routed(new Destination.Echo()));
        assertEquals(
                List.of("refuse in session_refused", "timer end"),
                call.on(new CallEvent.SessionRefused("in", "down")));
        assertEquals(
                List.of("cancel end", "ended session_refused"),
                call.ended("in", Cause.Kind.SESSION_REFUSED));
    }

    @Test
    void shouldDeregisterWhoGaveUpWhileBeingRegistered() {
        MachineDriver call = new MachineDriver();
        call.on(new CallEvent.Offered("in", PARTIES, false));
        call.on(new CallEvent.Routed(new Destination.Echo()));
        assertEquals(List.of(), call.ended("in", Cause.Kind.CANCELLED));
        assertEquals(List.of("deregister in", "ended cancelled"), call.registered("in"));
    }

    @Test
    void shouldEndQuietlyWhenWhoGaveUpIsRefusedByTheSessionManager() {
        MachineDriver call = new MachineDriver();
        call.on(new CallEvent.Offered("in", PARTIES, false));
        call.on(new CallEvent.Routed(new Destination.Echo()));
        call.ended("in", Cause.Kind.CANCELLED);
        assertEquals(
                List.of("ended cancelled"), call.on(new CallEvent.SessionRefused("in", "down")));
    }

    @Test
    void shouldNotRegisterASessionThatIsRegistered() {
        MachineDriver call = new MachineDriver();
        assertEquals(
                List.of("route 200 via user:ann"),
                call.on(new CallEvent.Offered("in", PARTIES, true)));
        assertEquals(List.of("ring in", "answer in"), call.routed(new Destination.Speech()));
        assertEquals(List.of("ended hangup"), call.ended("in", Cause.Kind.HANGUP));
    }

    @Test
    void shouldRefuseAsRoutedWithoutASession() {
        MachineDriver call = MachineDriver.offered(RULES);
        assertEquals(
                List.of("refuse in forbidden", "timer end"),
                call.routed(new Destination.Refuse(Cause.of(Cause.Kind.FORBIDDEN))));
        assertEquals(
                List.of("cancel end", "ended forbidden"), call.ended("in", Cause.Kind.FORBIDDEN));
    }

    @Test
    void shouldEndWhoGaveUpBeforeItsRouteIsKnownWithoutASession() {
        MachineDriver call = MachineDriver.offered(RULES);
        assertEquals(List.of("ended cancelled"), call.ended("in", Cause.Kind.CANCELLED));
        assertEquals(List.of(), call.on(new CallEvent.Routed(new Destination.Echo())));
    }

    @Test
    void shouldAnnounceBeforeTheAnswerAndRefuseThen() {
        MachineDriver call = MachineDriver.offered(RULES);
        assertEquals(
                List.of("progress in", "timer announcement", "play in all-agents-busy"),
                call.routed(busyAnnouncement()));
        assertEquals(
                List.of("cancel announcement", "refuse in busy", "timer end"),
                call.on(new CallEvent.SoundFinished("in", 1)));
    }

    @Test
    void shouldAnswerToAnnounceWhenToldTo() {
        MachineDriver call = MachineDriver.offered(answering());
        assertEquals(
                List.of(
                        "activate in",
                        "answer in",
                        "timer announcement",
                        "play in all-agents-busy"),
                call.routed(busyAnnouncement()));
        assertEquals(
                List.of("cancel announcement", "hangup in busy", "timer end"),
                call.on(new CallEvent.SoundFinished("in", 1)));
    }

    @Test
    void shouldNotWaitForAnAnnouncementForEver() {
        MachineDriver call = MachineDriver.offered(RULES);
        call.routed(busyAnnouncement());
        assertEquals(
                List.of("refuse in busy", "timer end"), call.fire(CallTimer.Kind.ANNOUNCEMENT));
    }

    @Test
    void shouldEndWithoutALegThatNeverTellsItsEnd() {
        MachineDriver call = MachineDriver.offered(RULES);
        call.routed(new Destination.Refuse(Cause.of(Cause.Kind.FORBIDDEN)));
        assertEquals(List.of("ended forbidden"), call.fire(CallTimer.Kind.END));
    }

    @Test
    void shouldIgnoreEverythingAfterTheEnd() {
        MachineDriver call = MachineDriver.offered(RULES);
        call.routed(new Destination.Echo());
        call.ended("in", Cause.Kind.HANGUP);
        assertEquals(List.of(), call.answered("in"));
        assertEquals(List.of(), call.ended("in", Cause.Kind.HANGUP));
        assertEquals(List.of(), call.routed(new Destination.Echo()));
        assertEquals(List.of("deny other"), call.on(new CallEvent.PartnerWanted("in", "other")));
        assertEquals(
                List.of("refuse new not_found"),
                call.on(new CallEvent.ReplacementOffered("new", PARTIES, false, "in")));
    }

    private static Destination busyAnnouncement() {
        return new Destination.Announce("all-agents-busy", Cause.of(Cause.Kind.BUSY));
    }

    private static CallRules answering() {
        return new CallRules(
                true,
                false,
                true,
                20,
                0,
                30_000,
                60_000,
                5_000,
                2_000,
                40_000,
                30_000,
                CallSounds.defaults());
    }
}
