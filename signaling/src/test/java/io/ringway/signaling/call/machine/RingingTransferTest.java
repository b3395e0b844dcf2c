package io.ringway.signaling.call.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.LegSignal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parties that are sent to somebody who still rings (RFC 5589 §7.6). */
@Timeout(10)
final class RingingTransferTest {

    private static final GivenLeg CAROL =
            new GivenLeg("carol", new LegIdentity("300", "Carol", "user:carol"), true, false);

    /** Bob ({@code out1}) has sent Ann ({@code in}) to whom he calls in another call. */
    private static MachineDriver waitingFor(GivenHunt hunt, String... effects) {
        MachineDriver call = MachineDriver.talking();
        call.attended("out1");
        assertEquals(List.of("take other"), call.on(new CallEvent.LegFound("other")));
        assertEquals(List.of(effects), call.on(new CallEvent.HuntGiven(hunt)));
        return call;
    }

    private static MachineDriver ringingAtCarol() {
        return waitingFor(
                hunt(List.of(CAROL), List.of(), false, ""),
                "timer ring",
                "tell out1 ringing",
                "play in ringback loop");
    }

    private static GivenHunt hunt(
            List<GivenLeg> ringing, List<DialTarget> left, boolean parallel, String early) {
        return new GivenHunt(
                ringing, left, parallel, 20_000, false, MachineDriver.PARTIES, true, early);
    }

    @Test
    void shouldConnectWithWhoAnswers() {
        MachineDriver call = ringingAtCarol();
        assertEquals(
                List.of(
                        "activate carol",
                        "cancel ring",
                        "bridge in carol",
                        "tell out1 done",
                        "timer goodbye",
                        "stop in"),
                call.answered("carol"));
    }

    @Test
    void shouldGoBackWhenTheTargetIsBusy() {
        MachineDriver call = ringingAtCarol();
        assertEquals(
                List.of(
                        "deregister carol",
                        "cancel ring",
                        "fail out1 busy",
                        "bridge in out1",
                        "stop in"),
                call.ended("carol", Cause.Kind.BUSY));
    }

    @Test
    void shouldGoBackWhenTheTargetRingsTooLong() {
        MachineDriver call = ringingAtCarol();
        assertEquals(
                List.of(
                        "hangup carol no_answer",
                        "timer end",
                        "fail out1 no_answer",
                        "bridge in out1",
                        "stop in"),
                call.fire(CallTimer.Kind.RING));
    }

    @Test
    void shouldConnectAlsoWhenTheTransferringPartyHasGone() {
        MachineDriver call = ringingAtCarol();
        call.ended("out1", Cause.Kind.HANGUP);
        assertEquals(
                List.of("activate carol", "cancel ring", "bridge in carol", "stop in"),
                call.answered("carol"));
    }

    @Test
    void shouldCallTheOthersAfterwards() {
        MachineDriver call =
                waitingFor(
                        hunt(List.of(CAROL), List.of(new DialTarget.User("dave")), false, ""),
                        "timer ring",
                        "tell out1 ringing",
                        "play in ringback loop");
        assertEquals(
                List.of("deregister carol", "cancel ring", "register out2", "timer ring"),
                call.ended("carol", Cause.Kind.BUSY));
    }

    @Test
    void shouldCallTheOthersBeside() {
        waitingFor(
                hunt(List.of(CAROL), List.of(new DialTarget.User("dave")), true, ""),
                "register out2",
                "timer ring",
                "tell out1 ringing",
                "play in ringback loop");
    }

    @Test
    void shouldCallWhoHadNotBeenCalledYet() {
        waitingFor(
                hunt(List.of(), List.of(new DialTarget.User("dave")), false, ""),
                "register out2",
                "timer ring");
    }

    @Test
    void shouldHearWhatTheTargetSendsBeforeItAnswers() {
        waitingFor(
                hunt(List.of(CAROL), List.of(), false, "carol"),
                "timer ring",
                "tell out1 ringing",
                "bridge in carol",
                "stop in");
    }

    @Test
    void shouldCancelWhenNobodyWaitsAnyMore() {
        MachineDriver call = MachineDriver.talking();
        call.attended("out1");
        call.on(new CallEvent.LegFound("other"));
        call.ended("in", Cause.Kind.HANGUP);
        assertEquals(
                List.of("hangup carol hangup", "timer end"),
                call.on(new CallEvent.HuntGiven(hunt(List.of(CAROL), List.of(), false, ""))));
    }

    @Test
    void shouldGiveWhoRingsToAnotherCallAndEnd() {
        MachineDriver call = MachineDriver.offered(MachineDriver.RULES);
        call.routed(MachineDriver.serial("bob", "carol"));
        call.registered("out1");
        call.ringing("out1");
        assertEquals(
                List.of(
                        "cancel ring",
                        "give [out1] and 1 to other",
                        "refuse in transferred",
                        "timer end"),
                call.on(new CallEvent.PartnerWanted("in", "other")));
        // What a given leg still tells is for the other call to hear.
        assertEquals(List.of(), call.answered("out1"));
        assertEquals(
                List.of("cancel end", "deregister in", "ended transferred"),
                call.ended("in", Cause.Kind.HANGUP));
    }

    @Test
    void shouldGiveOnlyThoseWhoKnowThatTheyAreCalled() {
        MachineDriver call = MachineDriver.offered(MachineDriver.RULES);
        call.routed(MachineDriver.parallel("bob", "carol"));
        call.registered("out2");
        call.signal("out2", new LegSignal.Progressed());
        assertEquals(
                List.of(
                        "cancel ring",
                        "part",
                        "give [out2] and 1 to other",
                        "refuse in transferred",
                        "timer end"),
                call.on(new CallEvent.PartnerWanted("in", "other")));
        assertEquals(List.of("deregister out1"), call.registered("out1"));
    }

    @Test
    void shouldGiveNobodyAwayForAPartyThatIsCalledItself() {
        MachineDriver call = MachineDriver.offered(MachineDriver.RULES);
        call.routed(MachineDriver.serial("bob"));
        call.registered("out1");
        assertEquals(List.of("deny other"), call.on(new CallEvent.PartnerWanted("out1", "other")));
    }
}
