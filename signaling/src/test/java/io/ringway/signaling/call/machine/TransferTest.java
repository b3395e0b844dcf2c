package io.ringway.signaling.call.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.TransferProgress;
import io.ringway.signaling.call.TransferTarget;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parties that want others to talk to somebody else. */
@Timeout(10)
final class TransferTest {

    private static final LegIdentity CAROL = new LegIdentity("300", "Carol", "user:carol");

    /** Bob ({@code out1}) sends Ann ({@code in}) to 300, who is alerted as {@code out2}. */
    private static MachineDriver ringingAt300() {
        MachineDriver call = MachineDriver.talking();
        assertEquals(
                List.of("tell out1 trying", "part", "route 300 via user:bob", "play in moh loop"),
                call.blind("out1", "sip:300@there;user=phone"));
        assertEquals(
                List.of("register out2", "timer ring"), call.routed(MachineDriver.serial("carol")));
        assertEquals(List.of("dial out2"), call.registered("out2"));
        assertEquals(List.of("tell out1 ringing", "play in ringback loop"), call.ringing("out2"));
        return call;
    }

    @Test
    void shouldConnectTheOtherPartyAndLetTheTransferringOneGo() {
        MachineDriver call = ringingAt300();
        assertEquals(
                List.of(
                        "activate out2",
                        "cancel ring",
                        "bridge in out2",
                        "tell out1 done",
                        "timer goodbye",
                        "stop in"),
                call.answered("out2"));
        assertEquals(
                List.of("cancel goodbye", "deregister out1"),
                call.ended("out1", Cause.Kind.HANGUP));
        assertEquals(CallView.State.TALKING, call.machine.view().state());
    }

    @Test
    void shouldHangUpWhoDoesNotGoByItself() {
        MachineDriver call = ringingAt300();
        call.answered("out2");
        assertEquals(
                List.of("hangup out1 transferred", "timer end"), call.fire(CallTimer.Kind.GOODBYE));
        assertEquals(
                List.of("cancel end", "deregister out1"),
                call.ended("out1", Cause.Kind.TRANSFERRED));
    }

    @Test
    void shouldGoOnWhenTheTransferringPartyLeavesEarly() {
        MachineDriver call = ringingAt300();
        assertEquals(List.of("deregister out1"), call.ended("out1", Cause.Kind.HANGUP));
        assertEquals(
                List.of("activate out2", "cancel ring", "bridge in out2", "stop in"),
                call.answered("out2"));
    }

    @Test
    void shouldBringThePartiesTogetherAgainWhenItFails() {
        MachineDriver call = ringingAt300();
        assertEquals(
                List.of(
                        "deregister out2",
                        "cancel ring",
                        "fail out1 busy",
                        "bridge in out1",
                        "stop in"),
                call.ended("out2", Cause.Kind.BUSY));
    }

    @Test
    void shouldTellByAToneWhenItFailsAndNobodyIsThereAnyMore() {
        MachineDriver call = ringingAt300();
        call.ended("out1", Cause.Kind.HANGUP);
        assertEquals(
                List.of(
                        "deregister out2",
                        "cancel ring",
                        "timer announcement",
                        "play in busy loop"),
                call.ended("out2", Cause.Kind.BUSY));
        assertEquals(
                List.of("hangup in busy", "timer end"), call.fire(CallTimer.Kind.ANNOUNCEMENT));
    }

    @Test
    void shouldEndEverythingWhenTheWaitingPartyGivesUp() {
        MachineDriver call = ringingAt300();
        assertEquals(
                List.of(
                        "deregister in",
                        "cancel ring",
                        "fail out1 hangup",
                        "hangup out1 hangup",
                        "timer end",
                        "hangup out2 hangup",
                        "timer end"),
                call.ended("in", Cause.Kind.HANGUP));
    }

    @Test
    void shouldFailWhenRoutingRefuses() {
        MachineDriver call = MachineDriver.talking();
        call.blind("out1", "+49 30 1");
        assertEquals(
                List.of("fail out1 forbidden", "bridge in out1", "stop in"),
                call.routed(new Destination.Refuse(Cause.of(Cause.Kind.FORBIDDEN))));
    }

    @Test
    void shouldTransferToTheSpeechService() {
        MachineDriver call = MachineDriver.talking();
        call.blind("out1", "speech");
        assertEquals(
                List.of("tell out1 done", "timer goodbye", "stop in"),
                call.routed(new Destination.Speech()));
        assertEquals(CallView.State.SPEECH, call.machine.view().state());
    }

    @Test
    void shouldRefuseASecondTransferWhileOneRuns() {
        MachineDriver call = ringingAt300();
        assertEquals(List.of("fail in declined"), call.blind("in", "400"));
        assertEquals(List.of("fail out1 declined"), call.blind("out1", "400"));
    }

    @Test
    void shouldRefuseATransferByWhoTalksToNobody() {
        MachineDriver call = MachineDriver.offered(MachineDriver.RULES);
        call.routed(new Destination.Echo());
        assertEquals(List.of("fail in declined"), call.blind("in", "400"));
    }

    @Test
    void shouldTakeTheFarPartyOfAnotherCallOfOurs() {
        MachineDriver call = MachineDriver.talking();
        assertEquals(
                List.of("tell out1 trying", "part", "find", "play in moh loop"),
                call.attended("out1"));
        assertEquals(List.of("take other"), call.on(new CallEvent.LegFound("other")));
        assertEquals(
                List.of("bridge in carol", "tell out1 done", "timer goodbye", "stop in"),
                call.on(new CallEvent.PartnerGiven(new GivenLeg("carol", CAROL, true, false))));
        assertEquals(
                List.of(
                        "part",
                        "deregister carol",
                        "hangup in hangup",
                        "timer end",
                        "cancel goodbye",
                        "hangup out1 hangup",
                        "timer end"),
                call.ended("carol", Cause.Kind.HANGUP));
    }

    @Test
    void shouldGiveTheFarPartyToAnotherCallAndEnd() {
        MachineDriver call = MachineDriver.talking();
        call.signal("out1", new LegSignal.Held());
        assertEquals(
                List.of(
                        "part",
                        "stop in",
                        "give in to other",
                        "hangup out1 transferred",
                        "timer end"),
                call.on(new CallEvent.PartnerWanted("out1", "other")));
        // What the given leg still tells is for the other call to hear.
        assertEquals(List.of(), call.ended("in", Cause.Kind.HANGUP));
        assertEquals(
                List.of("cancel end", "deregister out1", "ended transferred"),
                call.ended("out1", Cause.Kind.HANGUP));
    }

    @Test
    void shouldGiveNobodyAwayWhoTalksToNobody() {
        MachineDriver call = MachineDriver.offered(MachineDriver.RULES);
        assertEquals(List.of("deny other"), call.on(new CallEvent.PartnerWanted("in", "other")));
    }

    @Test
    void shouldGoBackWhenTheFarPartyCannotBeHad() {
        MachineDriver call = MachineDriver.talking();
        call.attended("out1");
        call.on(new CallEvent.LegFound("other"));
        assertEquals(
                List.of("fail out1 unavailable", "bridge in out1", "stop in"),
                call.on(new CallEvent.PartnerDenied()));
    }

    @Test
    void shouldEndALegThatIsGivenWhenNobodyWaitsForItAnyMore() {
        MachineDriver call = MachineDriver.talking();
        call.attended("out1");
        call.on(new CallEvent.LegFound("other"));
        call.ended("in", Cause.Kind.HANGUP);
        // The end of the call waits for the leg that is on its way.
        assertEquals(
                List.of("cancel end", "deregister out1"), call.ended("out1", Cause.Kind.HANGUP));
        assertEquals(
                List.of("hangup carol hangup", "timer end"),
                call.on(new CallEvent.PartnerGiven(new GivenLeg("carol", CAROL, true, false))));
        assertEquals(
                List.of("cancel end", "deregister carol", "ended hangup"),
                call.ended("carol", Cause.Kind.HANGUP));
    }

    @Test
    void shouldCallTheTargetOfACallThatRunsElsewhere() {
        MachineDriver call = MachineDriver.talking();
        call.attended("out1");
        assertEquals(List.of("route 300 via user:bob"), call.on(new CallEvent.LegFound(null)));
        call.routed(MachineDriver.serial("carol"));
        assertEquals(List.of("dial out2 replacing"), call.registered("out2"));
    }

    @Test
    void shouldNotJoinACallWithItself() {
        MachineDriver call = MachineDriver.talking();
        call.attended("out1");
        assertEquals(
                List.of("fail out1 protocol_error", "bridge in out1", "stop in"),
                call.on(new CallEvent.LegFound("in")));
    }

    @Test
    void shouldConnectACallerOfTheSpeechServiceWithSomebody() {
        MachineDriver call = MachineDriver.offered(MachineDriver.RULES);
        call.routed(new Destination.Speech());
        assertEquals(
                List.of("route 300 via service", "play in moh loop"),
                call.command(
                        new CallCommand.Connect(
                                "in", new TransferTarget.Blind("tel:300"), "service")));
        call.routed(MachineDriver.serial("carol"));
        call.registered("out1");
        assertEquals(
                List.of("activate out1", "cancel ring", "bridge in out1", "stop in"),
                call.answered("out1"));
    }

    @Test
    void shouldGoBackToTheSpeechServiceWhenNobodyComes() {
        MachineDriver call = MachineDriver.offered(MachineDriver.RULES);
        call.routed(new Destination.Speech());
        call.command(new CallCommand.Connect("in", new TransferTarget.Blind("300"), "service"));
        assertEquals(
                List.of("stop in"),
                call.routed(new Destination.Refuse(Cause.of(Cause.Kind.NOT_FOUND))));
        assertEquals(CallView.State.SPEECH, call.machine.view().state());
    }

    @Test
    void shouldHangUpThePartnerOfWhoIsConnectedWithSomebodyElse() {
        MachineDriver call = MachineDriver.talking();
        assertEquals(
                List.of("part", "route 300 via api", "play in moh loop"),
                call.command(
                        new CallCommand.Connect("in", new TransferTarget.Blind("300"), "api")));
        call.routed(MachineDriver.serial("carol"));
        call.registered("out2");
        assertEquals(
                List.of(
                        "activate out2",
                        "cancel ring",
                        "bridge in out2",
                        "hangup out1 transferred",
                        "timer end",
                        "stop in"),
                call.answered("out2"));
    }

    @Test
    void shouldEndTheCallWhenAReferredPartyHasCalledSomebodyElse() {
        MachineDriver call = MachineDriver.talking();
        assertEquals(List.of("refer in", "timer referral"), refer(call));
        assertEquals(List.of(), progress(call, TransferProgress.TRYING));
        assertEquals(
                List.of(
                        "part",
                        "cancel referral",
                        "hangup in transferred",
                        "timer end",
                        "hangup out1 transferred",
                        "timer end"),
                progress(call, TransferProgress.DONE));
    }

    @Test
    void shouldGoOnWhenAReferralFails() {
        MachineDriver call = MachineDriver.talking();
        refer(call);
        assertEquals(List.of("cancel referral"), progress(call, TransferProgress.FAILED));
        assertEquals(CallView.State.TALKING, call.machine.view().state());
        assertTrue(refer(call).contains("refer in"));
    }

    @Test
    void shouldGoOnWhenNothingIsHeardOfAReferral() {
        MachineDriver call = MachineDriver.talking();
        refer(call);
        assertEquals(List.of(), call.fire(CallTimer.Kind.REFERRAL));
        assertEquals(List.of(), progress(call, TransferProgress.DONE));
    }

    private static List<String> refer(MachineDriver call) {
        return call.command(new CallCommand.Refer("in", new TransferTarget.Blind("sip:x@y")));
    }

    private static List<String> progress(MachineDriver call, TransferProgress progress) {
        return call.signal("in", new LegSignal.TransferProgressed(progress));
    }
}
