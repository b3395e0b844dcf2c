package io.ringway.signaling.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.LoopbackPlace;
import io.ringway.signaling.call.machine.CallCommand;
import io.ringway.signaling.call.machine.CallView;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CallConferenceTest {

    @Test
    void shouldTakeAPlaceForACallAndGiveItUpWithIt() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            harness.routes.put("board", new Destination.Conference("board"));
            ScriptedLeg caller = harness.call("board");
            assertEquals("ring answer", caller.next(2));
            LoopbackPlace place = place(harness);
            assertEquals("board", place.room());
            assertEquals(1, place.awaitTold(1).size());

            CallReport report = harness.calls.all().getFirst();
            assertEquals(CallView.State.CONFERENCE, report.view().state());
            harness.calls.command(report.callId(), new CallCommand.Mute(caller.id(), true));
            assertEquals(List.of("mute"), place.awaitTold(1));

            caller.end(Cause.Kind.HANGUP);
            assertTrue(place.awaitClosed());
            harness.end();
        }
    }

    @Test
    void shouldRefuseWhoFindsTheRoomFullInsteadOfAnswering() throws Exception {
        try (CallsHarness harness = new CallsHarness()) {
            harness.routes.put("board", new Destination.Conference("board"));
            harness.engine.fullRooms.add("board");
            ScriptedLeg caller = harness.call("board");
            assertEquals("refuse busy", caller.next());
            harness.end();
            assertTrue(harness.engine.places.isEmpty());
        }
    }

    private static LoopbackPlace place(CallsHarness harness) throws InterruptedException {
        return CallsHarness.some(
                harness.engine.places.poll(20, TimeUnit.SECONDS), "no place was taken");
    }
}
