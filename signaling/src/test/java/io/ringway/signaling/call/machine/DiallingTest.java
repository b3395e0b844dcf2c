package io.ringway.signaling.call.machine;

import static io.ringway.signaling.call.machine.MachineDriver.PARTIES;
import static io.ringway.signaling.call.machine.MachineDriver.RULES;
import static io.ringway.signaling.call.machine.MachineDriver.parallel;
import static io.ringway.signaling.call.machine.MachineDriver.serial;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.LegSignal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers that want somebody. */
@Timeout(10)
final class DiallingTest {

    @Test
    void shouldBridgeTheCallerWithWhoAnswers() {
        MachineDriver call = MachineDriver.offered(RULES);
        assertEquals(List.of("register out1", "timer ring"), call.routed(serial("bob")));
        assertEquals(List.of("dial out1"), call.registered("out1"));
        assertEquals(List.of("ring in"), call.ringing("out1"));
        assertEquals(List.of(), call.ringing("out1"));
        assertEquals(
                List.of(
                        "activate out1",
                        "cancel ring",
                        "activate in",
                        "answer in",
                        "bridge in out1"),
                call.answered("out1"));
        assertEquals(
                List.of("part", "deregister out1", "hangup in hangup", "timer end"),
                call.ended("out1", Cause.Kind.HANGUP));
        assertEquals(
                List.of("cancel end", "deregister in", "ended hangup"),
                call.ended("in", Cause.Kind.HANGUP));
    }

    @Test
    void shouldRecordWhenAsked() {
        MachineDriver call = MachineDriver.offered(RULES);
        call.routed(new Destination.Dial(List.of(new DialTarget.User("bob")), false, 20_000, true));
        call.registered("out1");
        assertTrue(call.answered("out1").contains("bridge in out1 recorded"));
    }

    @Test
    void shouldCallOneAfterTheOtherAndTellTheBestReason() {
        MachineDriver call = MachineDriver.offered(RULES);
        call.routed(serial("bob", "eve", "kim"));
        call.registered("out1");
        assertEquals(
                List.of("deregister out1", "cancel ring", "register out2", "timer ring"),
                call.ended("out1", Cause.Kind.BUSY));
        call.registered("out2");
        assertEquals(
                List.of("hangup out2 no_answer", "timer end", "register out3", "timer ring"),
                call.fire(CallTimer.Kind.RING));
        call.registered("out3");
        assertEquals(
                List.of("deregister out3", "cancel ring", "refuse in busy", "timer end"),
                call.ended("out3", Cause.Kind.UNAVAILABLE));
    }

    @Test
    void shouldCallAllAtOnceAndCancelTheOthers() {
        MachineDriver call = MachineDriver.offered(RULES);
        assertEquals(
                List.of("register out1", "register out2", "register out3", "timer ring"),
                call.routed(parallel("bob", "eve", "kim")));
        call.registered("out1");
        call.registered("out2");
        assertEquals(
                List.of(
                        "activate out2",
                        "cancel ring",
                        "hangup out1 answered_elsewhere",
                        "timer end",
                        "activate in",
                        "answer in",
                        "bridge in out2"),
                call.answered("out2"));
        // The one whose session was still being registered was never called.
        assertEquals(List.of("deregister out3"), call.registered("out3"));
    }

    @Test
    void shouldIgnoreTheSecondOfTwoAnswers() {
        MachineDriver call = MachineDriver.offered(RULES);
        call.routed(parallel("bob", "eve"));
        call.registered("out1");
        call.registered("out2");
        call.answered("out1");
        assertEquals(List.of(), call.answered("out2"));
        assertEquals(
                List.of("cancel end", "deregister out2"),
                call.ended("out2", Cause.Kind.ANSWERED_ELSEWHERE));
        assertEquals(CallView.State.TALKING, call.machine.view().state());
    }

    @Test
    void shouldCancelEverybodyWhenTheCallerGivesUp() {
        MachineDriver call = MachineDriver.offered(RULES);
        call.routed(parallel("bob", "eve"));
        call.registered("out1");
        assertEquals(
                List.of("deregister in", "cancel ring", "hangup out1 cancelled", "timer end"),
                call.ended("in", Cause.Kind.CANCELLED));
        assertEquals(List.of("deregister out2"), call.registered("out2"));
        // The answer that crossed the cancellation changes nothing.
        assertEquals(List.of(), call.answered("out1"));
        assertEquals(
                List.of("cancel end", "deregister out1", "ended cancelled"),
                call.ended("out1", Cause.Kind.CANCELLED));
    }

    @Test
    void shouldHangUpBothWhenTheCallerGaveUpAsTheAnswerCame() {
        MachineDriver call = MachineDriver.offered(RULES);
        call.routed(serial("bob"));
        call.registered("out1");
        call.answered("out1");
        assertEquals(
                List.of("part", "deregister in", "hangup out1 cancelled", "timer end"),
                call.ended("in", Cause.Kind.CANCELLED));
    }

    @Test
    void shouldLetTheCallerHearEarlyMedia() {
        MachineDriver call = MachineDriver.offered(RULES);
        call.routed(serial("bob"));
        call.registered("out1");
        assertEquals(
                List.of("progress in", "bridge in out1"),
                call.signal("out1", new LegSignal.Progressed()));
        assertEquals(
                List.of("activate out1", "cancel ring", "activate in", "answer in"),
                call.answered("out1"));
    }

    @Test
    void shouldRingBackIntoOpenMediaWhenWhoSentItIsGone() {
        MachineDriver call = MachineDriver.offered(RULES);
        call.routed(serial("bob", "eve"));
        call.registered("out1");
        call.signal("out1", new LegSignal.Progressed());
        assertEquals(
                List.of(
                        "part",
                        "deregister out1",
                        "cancel ring",
                        "register out2",
                        "timer ring",
                        "play in ringback loop"),
                call.ended("out1", Cause.Kind.BUSY));
        call.registered("out2");
        assertEquals(
                List.of(
                        "activate out2",
                        "cancel ring",
                        "activate in",
                        "answer in",
                        "bridge in out2",
                        "stop in"),
                call.answered("out2"));
    }

    @Test
    void shouldDoWithoutEarlyMediaThatCannotBeBridged() {
        MachineDriver call = MachineDriver.offered(RULES);
        call.routed(serial("bob"));
        call.registered("out1");
        call.signal("out1", new LegSignal.Progressed());
        assertEquals(
                List.of("play in ringback loop"),
                call.on(new CallEvent.BridgeFailed("call-1", "no media")));
        assertTrue(call.answered("out1").contains("bridge in out1"));
    }

    @Test
    void shouldCountARefusedSessionAsAFailedTarget() {
        MachineDriver call = MachineDriver.offered(RULES);
        call.routed(serial("bob"));
        assertEquals(
                List.of("cancel ring", "refuse in session_refused", "timer end"),
                call.on(new CallEvent.SessionRefused("out1", "down")));
    }

    @Test
    void shouldCountALegThatCannotBeDialledAsAFailedTarget() {
        MachineDriver call = MachineDriver.offered(RULES);
        call.routed(serial("bob"));
        call.registered("out1");
        assertEquals(
                List.of("deregister out1", "cancel ring", "refuse in overload", "timer end"),
                call.on(new CallEvent.DialFailed("out1", Cause.of(Cause.Kind.OVERLOAD))));
    }

    @Test
    void shouldNotRegisterAnAgentsSession() {
        MachineDriver call = MachineDriver.offered(RULES);
        assertEquals(
                List.of("dial out1", "timer ring"),
                call.routed(
                        new Destination.Dial(
                                List.of(new DialTarget.Agent("alice")), false, 20_000, false)));
        assertTrue(call.answered("out1").contains("bridge in out1"));
        assertEquals(
                List.of("part", "hangup in hangup", "timer end"),
                call.ended("out1", Cause.Kind.HANGUP));
    }

    @Test
    void shouldCallTheFirstPartyThenTheSecond() {
        MachineDriver call = new MachineDriver();
        assertEquals(
                List.of("dial out1", "timer ring"),
                call.on(new CallEvent.Originated(new DialTarget.Agent("alice"), PARTIES, 30_000)));
        assertEquals(List.of("cancel ring", "route 200 via user:ann"), call.answered("out1"));
        call.routed(serial("bob"));
        call.registered("out2");
        assertEquals(List.of("play out1 ringback loop"), call.ringing("out2"));
        assertEquals(
                List.of("activate out2", "cancel ring", "bridge out1 out2", "stop out1"),
                call.answered("out2"));
    }

    @Test
    void shouldTellAnAnsweredPartyByAToneThatNobodyCame() {
        MachineDriver call = new MachineDriver();
        call.on(new CallEvent.Originated(new DialTarget.Agent("alice"), PARTIES, 30_000));
        call.answered("out1");
        assertEquals(
                List.of("timer announcement", "play out1 busy loop"),
                call.routed(new Destination.Refuse(Cause.of(Cause.Kind.BUSY))));
        assertEquals(
                List.of("hangup out1 busy", "timer end"), call.fire(CallTimer.Kind.ANNOUNCEMENT));
    }

    @Test
    void shouldCallNoMoreAtOnceThanACallMayHaveLegs() {
        CallRules few =
                new CallRules(
                        true,
                        false,
                        false,
                        3,
                        0,
                        30_000,
                        60_000,
                        5_000,
                        2_000,
                        40_000,
                        30_000,
                        CallSounds.defaults());
        MachineDriver call = MachineDriver.offered(few);
        assertEquals(
                List.of("register out1", "register out2", "timer ring"),
                call.routed(parallel("a", "b", "c", "d")));
    }

    @Test
    void shouldTryNobodyElseWhenTheCallGoesInACircle() {
        MachineDriver call = MachineDriver.offered(RULES);
        call.routed(serial("bob", "eve"));
        call.registered("out1");
        assertEquals(
                List.of("deregister out1", "cancel ring", "refuse in too_many_hops", "timer end"),
                call.ended("out1", Cause.Kind.TOO_MANY_HOPS));
    }
}
