package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.TransferTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Talks to a machine and writes down what it wants, one short line an effect. */
final class MachineDriver {

    static final CallParties PARTIES = new CallParties("100", "Ann", "200", "here", "user:ann");
    static final CallRules RULES = CallRules.defaults();

    final CallMachine machine;
    final List<CallEffect> effects = new ArrayList<>();
    private int legs;

    MachineDriver(CallRules rules) {
        machine = new CallMachine("call", rules, () -> "out" + ++legs);
    }

    MachineDriver() {
        this(RULES);
    }

    /** Lets something happen; the effects as lines. */
    List<String> on(CallEvent event) {
        List<CallEffect> wanted = machine.on(event);
        effects.addAll(wanted);
        return wanted.stream().map(MachineDriver::line).toList();
    }

    List<String> signal(String legId, LegSignal signal) {
        return on(new CallEvent.Signalled(legId, signal));
    }

    List<String> ringing(String legId) {
        return signal(legId, new LegSignal.Ringing());
    }

    List<String> answered(String legId) {
        return signal(legId, new LegSignal.Answered());
    }

    List<String> ended(String legId, Cause.Kind kind) {
        return signal(legId, new LegSignal.Ended(Cause.of(kind)));
    }

    List<String> registered(String legId) {
        return on(new CallEvent.SessionRegistered(legId));
    }

    /** Tells where it goes; a caller's session, where one is due then, is registered at once. */
    List<String> routed(Destination destination) {
        List<String> lines = on(new CallEvent.Routed(destination));
        return lines.equals(List.of("register in")) ? registered("in") : lines;
    }

    List<String> command(CallCommand command) {
        return on(new CallEvent.Commanded(command));
    }

    List<String> blind(String legId, String uri) {
        return signal(legId, new LegSignal.TransferRequested(new TransferTarget.Blind(uri)));
    }

    List<String> attended(String legId) {
        return signal(
                legId,
                new LegSignal.TransferRequested(
                        new TransferTarget.Attended("sip:300@there", "id", "to", "from")));
    }

    /** Fires the newest timer of a kind. */
    List<String> fire(CallTimer.Kind kind) {
        for (CallEffect effect : effects.reversed()) {
            if (effect instanceof CallEffect.StartTimer(CallTimer timer, int delayMs)
                    && timer.kind() == kind) {
                return on(new CallEvent.TimerFired(timer));
            }
        }
        throw new AssertionError("no timer was started for " + kind);
    }

    /** A caller that waits for its route. */
    static MachineDriver offered(CallRules rules) {
        MachineDriver driver = new MachineDriver(rules);
        driver.on(new CallEvent.Offered("in", PARTIES, false));
        return driver;
    }

    /** A caller {@code in} that talks to {@code out1}. */
    static MachineDriver talking(CallRules rules) {
        MachineDriver driver = offered(rules);
        driver.routed(serial("bob"));
        driver.registered("out1");
        driver.ringing("out1");
        driver.answered("out1");
        driver.answered("in");
        return driver;
    }

    static MachineDriver talking() {
        return talking(RULES);
    }

    static Destination.Dial serial(String... users) {
        return new Destination.Dial(users(users), false, 20_000, false);
    }

    static Destination.Dial parallel(String... users) {
        return new Destination.Dial(users(users), true, 20_000, false);
    }

    private static List<DialTarget> users(String... names) {
        List<DialTarget> targets = new ArrayList<>();
        for (String name : names) {
            targets.add(new DialTarget.User(name));
        }
        return targets;
    }

    private static String line(CallEffect effect) {
        return switch (effect) {
            case CallEffect.Register(String leg) -> "register " + leg;
            case CallEffect.Activate(String leg) -> "activate " + leg;
            case CallEffect.Deregister(String leg) -> "deregister " + leg;
            case CallEffect.Route(CallParties parties) ->
                    "route " + parties.called() + " via " + parties.via();
            case CallEffect.Ring(String leg) -> "ring " + leg;
            case CallEffect.Progress(String leg) -> "progress " + leg;
            case CallEffect.Answer(String leg) -> "answer " + leg;
            case CallEffect.Refuse(String leg, Cause cause) -> "refuse " + leg + kind(cause);
            case CallEffect.Dial dial ->
                    "dial " + dial.legId() + (dial.replaces() == null ? "" : " replacing");
            case CallEffect.HangUp(String leg, Cause cause) -> "hangup " + leg + kind(cause);
            case CallEffect.Bridge(String id, String first, String second, boolean record) ->
                    "bridge " + first + " " + second + (record ? " recorded" : "");
            case CallEffect.Part _ -> "part";
            case CallEffect.Echo(String leg, boolean on) -> "echo " + leg + (on ? " on" : " off");
            case CallEffect.Confer(String leg, String room) -> "confer " + leg + " " + room;
            case CallEffect.LeaveConference(String leg) -> "leave conference " + leg;
            case CallEffect.MuteInConference(String leg, boolean on) ->
                    (on ? "mute " : "unmute ") + leg;
            case CallEffect.Play(String leg, int id, String sound, boolean loop) ->
                    "play " + leg + " " + sound + (loop ? " loop" : "");
            case CallEffect.StopPlaying(String leg) -> "stop " + leg;
            case CallEffect.SendKeys(String leg, String keys, int ms) ->
                    "keys " + leg + " " + keys + " " + ms;
            case CallEffect.Hold(String leg, boolean on) -> "hold " + leg + (on ? " on" : " off");
            case CallEffect.Refer(String leg, var target) -> "refer " + leg;
            case CallEffect.FailTransfer(String leg, Cause cause) -> "fail " + leg + kind(cause);
            case CallEffect.TellTransfer(String leg, var progress) ->
                    "tell " + leg + " " + progress.name().toLowerCase(Locale.ROOT);
            case CallEffect.FindLeg _ -> "find";
            case CallEffect.TakePartner(String leg) -> "take " + leg;
            case CallEffect.GiveLeg(String call, GivenLeg leg) ->
                    "give " + leg.legId() + " to " + call;
            case CallEffect.GiveHunt(String call, GivenHunt hunt) ->
                    "give "
                            + hunt.ringing().stream().map(GivenLeg::legId).toList()
                            + " and "
                            + hunt.left().size()
                            + " to "
                            + call;
            case CallEffect.DenyPartner(String call) -> "deny " + call;
            case CallEffect.StartTimer(CallTimer timer, int ms) ->
                    "timer " + timer.kind().name().toLowerCase(Locale.ROOT);
            case CallEffect.CancelTimer(CallTimer timer) ->
                    "cancel " + timer.kind().name().toLowerCase(Locale.ROOT);
            case CallEffect.Ended(Cause cause) -> "ended" + kind(cause);
        };
    }

    private static String kind(Cause cause) {
        return " " + cause.kind().name().toLowerCase(Locale.ROOT);
    }
}
