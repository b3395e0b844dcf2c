package io.ringway.signaling.call.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.LegSignal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parties that bring together those they talk to in two calls (RFC 5589 §7). */
@Timeout(10)
final class AttendedTransferTest {

    private static final LegIdentity CAROL = new LegIdentity("300", "Carol", "user:carol");

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
}
