package io.ringway.signaling.call.machine;

import static io.ringway.signaling.call.machine.MachineDriver.PARTIES;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Legs that take the place of others (RFC 3891). */
@Timeout(10)
final class ReplacementTest {

    @Test
    void shouldPutTheNewLegInThePlaceOfTheReplacedOne() {
        MachineDriver call = MachineDriver.talking();
        assertEquals(List.of("register new"), offer(call, "out1"));
        assertEquals(List.of("activate new", "answer new"), call.registered("new"));
        assertEquals(
                List.of("part", "bridge in new", "hangup out1 transferred", "timer end"),
                call.answered("new"));
        assertEquals(
                List.of("cancel end", "deregister out1"), call.ended("out1", Cause.Kind.HANGUP));
    }

    @Test
    void shouldGoOnAsBeforeWhenTheNewLegIsLost() {
        MachineDriver call = MachineDriver.talking();
        offer(call, "out1");
        call.registered("new");
        assertEquals(List.of("deregister new"), call.ended("new", Cause.Kind.TIMEOUT));
        assertEquals(CallView.State.TALKING, call.machine.view().state());
    }

    @Test
    void shouldKeepThePartnerWhenTheReplacedLegLeavesFirst() {
        MachineDriver call = MachineDriver.talking();
        offer(call, "out1");
        assertEquals(
                List.of("part", "deregister out1", "play in moh loop"),
                call.ended("out1", Cause.Kind.HANGUP));
        assertEquals(List.of("activate new", "answer new"), call.registered("new"));
        assertEquals(List.of("bridge in new", "stop in"), call.answered("new"));
    }

    @Test
    void shouldEndWhenBothAreLost() {
        MachineDriver call = MachineDriver.talking();
        offer(call, "out1");
        call.registered("new");
        call.ended("out1", Cause.Kind.HANGUP);
        assertEquals(
                List.of("deregister new", "hangup in timeout", "timer end"),
                call.ended("new", Cause.Kind.TIMEOUT));
    }

    @Test
    void shouldRefuseTheNewLegWhenThePlaceIsGone() {
        MachineDriver call = MachineDriver.talking();
        offer(call, "nobody");
        assertEquals(List.of("refuse new not_found", "timer end"), call.registered("new"));
    }

    @Test
    void shouldRefuseTheNewLegWhenTheCallIsOver() {
        MachineDriver call = MachineDriver.talking();
        offer(call, "out1");
        assertEquals(
                List.of(
                        "part",
                        "deregister in",
                        "hangup out1 hangup",
                        "timer end",
                        "refuse new hangup",
                        "timer end"),
                call.ended("in", Cause.Kind.HANGUP));
        assertEquals(List.of(), call.registered("new"));
        assertEquals(List.of("cancel end", "deregister new"), call.ended("new", Cause.Kind.HANGUP));
    }

    @Test
    void shouldLetTheNewLegTakeACallThatRingsElsewhere() {
        MachineDriver call = MachineDriver.offered(MachineDriver.RULES);
        call.routed(MachineDriver.parallel("bob", "eve"));
        call.registered("out1");
        call.registered("out2");
        offer(call, "out1");
        assertEquals(
                List.of(
                        "activate new",
                        "answer new",
                        "cancel ring",
                        "hangup out1 answered_elsewhere",
                        "timer end",
                        "hangup out2 answered_elsewhere",
                        "timer end",
                        "activate in",
                        "answer in",
                        "bridge in new"),
                call.registered("new"));
    }

    @Test
    void shouldTakeOverAConversationWithTheSpeechService() {
        MachineDriver call = MachineDriver.offered(MachineDriver.RULES);
        call.routed(new Destination.Echo());
        offer(call, "in");
        assertEquals(
                List.of(
                        "activate new",
                        "answer new",
                        "echo new on",
                        "hangup in transferred",
                        "timer end"),
                call.registered("new"));
    }

    @Test
    void shouldRefuseTheNewLegWhoseSessionIsRefused() {
        MachineDriver call = MachineDriver.talking();
        offer(call, "out1");
        assertEquals(
                List.of("refuse new session_refused", "timer end"),
                call.on(new CallEvent.SessionRefused("new", "down")));
        assertEquals(CallView.State.TALKING, call.machine.view().state());
    }

    private static List<String> offer(MachineDriver call, String replaced) {
        return call.on(new CallEvent.ReplacementOffered("new", PARTIES, false, replaced));
    }
}
