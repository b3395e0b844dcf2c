package io.ringway.signaling.call.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.TransferProgress;
import io.ringway.signaling.call.TransferTarget;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parties that are asked to call somebody else themselves (RFC 3515). */
@Timeout(10)
final class ReferralTest {

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
