package io.ringway.signaling.call.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.KeyOrigin;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.LegSignal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What parties hear when they are not to hear each other, and telephone keys. */
@Timeout(10)
final class HoldTest {

    @Test
    void shouldPlayMusicToWhoIsPutOnHold() {
        MachineDriver call = MachineDriver.talking();
        assertEquals(List.of("play in moh loop"), held(call, "out1"));
        assertEquals(List.of("stop in"), resumed(call, "out1"));
    }

    @Test
    void shouldPlayNothingWhenBothHold() {
        MachineDriver call = MachineDriver.talking();
        held(call, "out1");
        assertEquals(List.of("stop in"), held(call, "in"));
        // Whoever comes back first hears the music of the other.
        assertEquals(List.of("play in moh loop"), resumed(call, "in"));
        assertEquals(List.of("stop in"), resumed(call, "out1"));
    }

    @Test
    void shouldPassTheHoldOnWhenToldTo() {
        CallRules d = CallRules.defaults();
        CallRules relaying =
                new CallRules(
                        true,
                        true,
                        false,
                        d.maxLegs(),
                        0,
                        d.ringMs(),
                        d.announcementLimitMs(),
                        d.failureToneMs(),
                        d.goodbyeMs(),
                        d.endGraceMs(),
                        d.referralMs(),
                        d.sounds());
        MachineDriver call = MachineDriver.talking(relaying);
        assertEquals(List.of("hold in on"), held(call, "out1"));
        assertEquals(List.of("hold in off"), resumed(call, "out1"));
    }

    @Test
    void shouldHoldByCommand() {
        MachineDriver call = MachineDriver.talking();
        assertEquals(
                List.of("hold in on", "play in moh loop", "play out1 silence loop"),
                call.command(new CallCommand.Hold("in", true)));
        assertEquals(
                List.of("hold in off", "stop in", "stop out1"),
                call.command(new CallCommand.Hold("in", false)));
    }

    @Test
    void shouldLetTheOtherPartyHearSilenceInsteadOfAMutedOne() {
        MachineDriver call = MachineDriver.talking();
        assertEquals(
                List.of("play out1 silence loop"), call.command(new CallCommand.Mute("in", true)));
        assertEquals(List.of("play out1 moh loop"), held(call, "in"));
        assertEquals(List.of("play out1 silence loop"), resumed(call, "in"));
        assertEquals(List.of("stop out1"), call.command(new CallCommand.Mute("in", false)));
    }

    @Test
    void shouldPlayWhatIsAskedForAndThenWhatWasHeardBefore() {
        MachineDriver call = MachineDriver.talking();
        held(call, "out1");
        assertEquals(
                List.of("play in beep"), call.command(new CallCommand.Play("in", "beep", false)));
        assertEquals(List.of("play in moh loop"), call.on(new CallEvent.SoundFinished("in", 2)));
        // The end of a sound that was replaced says nothing about the one that plays now.
        assertEquals(List.of(), call.on(new CallEvent.SoundFinished("in", 2)));
    }

    @Test
    void shouldStopWhatWasAskedFor() {
        MachineDriver call = MachineDriver.talking();
        call.command(new CallCommand.Play("in", "news", true));
        assertEquals(List.of("stop in"), call.command(new CallCommand.Stop("in")));
    }

    @Test
    void shouldNotTryALoopAgainThatCannotBePlayed() {
        MachineDriver call = MachineDriver.talking();
        held(call, "out1");
        assertEquals(List.of(), call.on(new CallEvent.SoundFinished("in", 1)));
        assertEquals(List.of(), resumed(call, "out1"));
    }

    @Test
    void shouldPassKeysToTheOtherPartyAsLongAsTheyWereHeld() {
        MachineDriver call = MachineDriver.talking();
        assertEquals(
                List.of("keys out1 5 120"),
                call.signal("in", new LegSignal.KeyPressed('5', 120, KeyOrigin.RTP_EVENT)));
        assertEquals(
                List.of("keys in # 80"),
                call.signal("out1", new LegSignal.KeyPressed('#', 80, KeyOrigin.SIGNALING)));
    }

    /** The other party hears their tones. */
    @Test
    void shouldNotTellKeysThatAreInTheSound() {
        MachineDriver call = MachineDriver.talking();
        assertEquals(
                List.of(),
                call.signal("in", new LegSignal.KeyPressed('5', 120, KeyOrigin.IN_BAND)));
    }

    @Test
    void shouldLeaveTheKeysOfACallerToItsService() {
        MachineDriver call = MachineDriver.offered(MachineDriver.RULES);
        call.routed(new Destination.Speech());
        assertEquals(
                List.of(),
                call.signal("in", new LegSignal.KeyPressed('5', 120, KeyOrigin.RTP_EVENT)));
    }

    @Test
    void shouldEndACallWhoseTimeIsUp() {
        CallRules d = CallRules.defaults();
        CallRules limited =
                new CallRules(
                        true,
                        false,
                        false,
                        d.maxLegs(),
                        60_000,
                        d.ringMs(),
                        d.announcementLimitMs(),
                        d.failureToneMs(),
                        d.goodbyeMs(),
                        d.endGraceMs(),
                        d.referralMs(),
                        d.sounds());
        MachineDriver call = MachineDriver.talking(limited);
        assertEquals(
                List.of(
                        "part",
                        "hangup in timeout",
                        "timer end",
                        "hangup out1 timeout",
                        "timer end"),
                call.fire(CallTimer.Kind.DURATION));
    }

    @Test
    void shouldEndTheCallByCommandOnce() {
        MachineDriver call = MachineDriver.talking();
        CallCommand hangUp = new CallCommand.HangUp(Cause.of(Cause.Kind.HANGUP));
        assertEquals(
                List.of("part", "hangup in hangup", "timer end", "hangup out1 hangup", "timer end"),
                call.command(hangUp));
        assertEquals(List.of(), call.command(hangUp));
    }

    private static List<String> held(MachineDriver call, String leg) {
        return call.signal(leg, new LegSignal.Held());
    }

    private static List<String> resumed(MachineDriver call, String leg) {
        return call.signal(leg, new LegSignal.Resumed());
    }
}
