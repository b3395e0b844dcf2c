package io.ringway.signaling.call.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.TransferTarget;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parties that are connected with somebody else from outside the call. */
@Timeout(10)
final class ConnectTest {

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
}
