package io.ringway.signaling.call.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.TransferTarget;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class ConferenceTest {

    @Test
    void shouldAnswerAndLetTheCallerIn() {
        MachineDriver call = MachineDriver.offered(MachineDriver.RULES);

        assertEquals(
                List.of("ring in", "activate in", "answer in", "confer in board"),
                call.routed(new Destination.Conference("board")));
        assertEquals(CallView.State.CONFERENCE, call.machine.view().state());
    }

    @Test
    void shouldLeaveBeforeTheLegIsHungUp() {
        MachineDriver call = inside();

        assertEquals(
                List.of("leave conference in", "hangup in hangup"),
                ending(call.command(new CallCommand.HangUp(Cause.of(Cause.Kind.HANGUP)))));
    }

    @Test
    void shouldEndWithACallerWhoHangsUp() {
        MachineDriver call = inside();

        assertEquals(
                List.of("leave conference in", "deregister in", "ended hangup"),
                call.ended("in", Cause.Kind.HANGUP));
    }

    @Test
    void shouldMuteWhoIsMutedOrOnHoldWhicheverWay() {
        MachineDriver call = inside();

        assertEquals(List.of("mute in"), call.command(new CallCommand.Mute("in", true)));
        assertEquals(List.of(), call.signal("in", new LegSignal.Held()));
        assertEquals(List.of(), call.command(new CallCommand.Mute("in", false)));
        assertEquals(List.of("unmute in"), call.signal("in", new LegSignal.Resumed()));
    }

    @Test
    void shouldLeaveForWhomItIsConnectedWithAndComeBackWhenThatFails() {
        MachineDriver call = inside();
        TransferTarget bob = new TransferTarget.Blind("sip:200@here");

        List<String> leaving = call.command(new CallCommand.Connect("in", bob, "api"));
        assertEquals(List.of("leave conference in", "route 200 via api"), leaving.subList(0, 2));

        List<String> back = call.routed(new Destination.Refuse(Cause.of(Cause.Kind.BUSY)));
        assertEquals("confer in board", back.getFirst());
        assertEquals(CallView.State.CONFERENCE, call.machine.view().state());
    }

    @Test
    void shouldSendAwayWhoFindsNoPlaceAnyMore() {
        MachineDriver call = inside();

        List<String> told =
                call.on(new CallEvent.ConferenceFailed("in", Cause.of(Cause.Kind.BUSY)));

        assertEquals("leave conference in", told.getFirst());
        assertEquals(CallView.State.ANNOUNCING, call.machine.view().state());
    }

    private static MachineDriver inside() {
        MachineDriver call = MachineDriver.offered(MachineDriver.RULES);
        call.routed(new Destination.Conference("board"));
        return call;
    }

    private static List<String> ending(List<String> told) {
        return told.stream().filter(line -> !line.contains("timer")).toList();
    }
}
