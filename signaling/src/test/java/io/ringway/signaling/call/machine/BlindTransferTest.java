package io.ringway.signaling.call.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parties that send another one on to somebody else (RFC 5589 §6). */
@Timeout(10)
final class BlindTransferTest {

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
}
