package io.ringway.signaling.call.machine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.KeyOrigin;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.TransferProgress;
import io.ringway.signaling.call.TransferTarget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One call, what happens to it, and what comes of that. */
final class CallWalk {

    private final Random random;
    private final CallMachine machine;
    final CallWorld world = new CallWorld();
    final List<Object> history = new ArrayList<>();
    private int names;

    CallWalk(Random random) {
        this.random = random;
        CallRules d = CallRules.defaults();
        CallRules rules =
                new CallRules(
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        2 + random.nextInt(6),
                        random.nextBoolean() ? 0 : 60_000,
                        d.ringMs(),
                        d.announcementLimitMs(),
                        random.nextBoolean() ? 0 : 5_000,
                        random.nextBoolean() ? 0 : 2_000,
                        d.endGraceMs(),
                        d.referralMs(),
                        d.sounds());
        machine = new CallMachine("call", rules, () -> "out" + ++names);
    }

    void begin() {
        if (random.nextInt(4) == 0) {
            feed(new CallEvent.Originated(target(), MachineDriver.PARTIES, 20_000));
        } else {
            world.begin("in");
            feed(new CallEvent.Offered("in", MachineDriver.PARTIES, random.nextInt(5) == 0));
        }
    }

    void feed(CallEvent event) {
        history.add(event);
        for (CallEffect effect : machine.on(event)) {
            history.add(effect);
            world.apply(effect);
        }
    }

    void step() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> outcome();
            case 4, 5, 6, 7, 8, 9 -> signal();
            case 10 -> timer();
            case 11, 12 -> command();
            case 13 -> replacement();
            case 14 -> wanted();
            case 15 -> sound();
            case 16 -> bridgeFails();
            default -> goOn();
        }
    }

    /** What usually happens next, so that calls get somewhere. */
    private void goOn() {
        if (world.unregistered.isEmpty() && !world.routing && !world.finding) {
            String leg = any(world.legs);
            if (leg != null) {
                feed(new CallEvent.Signalled(leg, new LegSignal.Answered()));
            }
        } else {
            outcome();
        }
    }

    private void outcome() {
        String pending = any(world.unregistered);
        if (pending != null) {
            registration(pending, random.nextInt(25) > 0);
        } else if (world.routing) {
            world.routing = false;
            feed(new CallEvent.Routed(destination()));
        } else if (world.finding) {
            world.finding = false;
            String[] legs = {null, "elsewhere", "elsewhere", any(world.all)};
            feed(new CallEvent.LegFound(legs[random.nextInt(legs.length)]));
        } else if (world.taking) {
            take(random.nextInt(4) > 0);
        }
    }

    private void registration(String leg, boolean good) {
        world.unregistered.remove(leg);
        if (good) {
            world.registered.add(leg);
            feed(new CallEvent.SessionRegistered(leg));
        } else {
            feed(new CallEvent.SessionRefused(leg, "down"));
        }
    }

    private void take(boolean good) {
        world.taking = false;
        if (good && random.nextInt(3) == 0) {
            feed(new CallEvent.HuntGiven(hunt()));
        } else if (good) {
            feed(new CallEvent.PartnerGiven(given()));
        } else {
            feed(new CallEvent.PartnerDenied());
        }
    }

    private GivenLeg given() {
        String leg = "given" + ++names;
        boolean registered = random.nextBoolean();
        world.begin(leg);
        if (registered) {
            world.registered.add(leg);
        }
        LegIdentity who = new LegIdentity("300", "", "");
        return new GivenLeg(leg, who, registered, random.nextBoolean());
    }

    private GivenHunt hunt() {
        List<GivenLeg> ringing = new ArrayList<>();
        List<DialTarget> left = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            ringing.add(given());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            left.add(target());
        }
        boolean alerted = random.nextBoolean();
        String early = ringing.isEmpty() || !alerted ? "" : one(ringing).legId();
        return new GivenHunt(
                ringing,
                left,
                random.nextBoolean(),
                20_000,
                random.nextBoolean(),
                MachineDriver.PARTIES,
                alerted,
                early);
    }

    private void signal() {
        boolean noise = random.nextInt(10) == 0;
        String leg = any(noise ? world.all : world.legs);
        if (leg == null) {
            return;
        }
        if (random.nextInt(25) == 0 && world.legs.contains(leg)) {
            ended(leg);
        } else {
            feed(new CallEvent.Signalled(leg, anySignal()));
        }
    }

    private void ended(String leg) {
        world.gone(leg);
        boolean dialFailed = leg.startsWith("out") && random.nextInt(6) == 0;
        feed(
                dialFailed
                        ? new CallEvent.DialFailed(leg, cause())
                        : new CallEvent.Signalled(leg, new LegSignal.Ended(cause())));
    }

    private LegSignal anySignal() {
        return switch (random.nextInt(10)) {
            case 0 -> new LegSignal.Ringing();
            case 1 -> new LegSignal.Progressed();
            case 2, 3 -> new LegSignal.Answered();
            case 4 -> new LegSignal.Held();
            case 5 -> new LegSignal.Resumed();
            case 6 -> new LegSignal.KeyPressed('5', 100, KeyOrigin.RTP_EVENT);
            case 7 -> new LegSignal.TransferProgressed(progress());
            default -> new LegSignal.TransferRequested(transferTarget());
        };
    }

    private void timer() {
        CallTimer timer = any(world.timers);
        if (timer == null) {
            return;
        }
        world.timers.remove(timer);
        if (timer.kind() == CallTimer.Kind.END) {
            world.gone(timer.legId());
        }
        feed(new CallEvent.TimerFired(timer));
    }

    private void command() {
        String leg = any(world.all);
        if (leg == null) {
            return;
        }
        boolean on = random.nextBoolean();
        feed(
                new CallEvent.Commanded(
                        switch (random.nextInt(60) == 0 ? 0 : 1 + random.nextInt(8)) {
                            case 0 -> new CallCommand.HangUp(cause());
                            case 1, 2 -> new CallCommand.Hold(leg, on);
                            case 3 -> new CallCommand.Mute(leg, on);
                            case 4 -> new CallCommand.Play(leg, "beep", on);
                            case 5 -> new CallCommand.Stop(leg);
                            case 6 -> new CallCommand.SendKeys(leg, "12", 100);
                            case 7 -> new CallCommand.Refer(leg, transferTarget());
                            default -> new CallCommand.Connect(leg, transferTarget(), "api");
                        }));
    }

    private void replacement() {
        String replaced = any(world.all);
        if (replaced != null && !world.ended && random.nextInt(3) == 0) {
            String leg = "new" + ++names;
            world.begin(leg);
            CallParties parties = MachineDriver.PARTIES;
            feed(new CallEvent.ReplacementOffered(leg, parties, random.nextInt(3) == 0, replaced));
        }
    }

    private void wanted() {
        String leg = any(world.all);
        if (leg != null && random.nextInt(4) == 0) {
            feed(new CallEvent.PartnerWanted(leg, "other"));
        }
    }

    private void sound() {
        CallEffect.Play play = any(world.plays);
        if (play != null) {
            feed(new CallEvent.SoundFinished(play.legId(), play.playId()));
        }
    }

    private void bridgeFails() {
        CallEffect.Bridge bridge = world.bridge;
        if (bridge != null && random.nextInt(4) == 0) {
            world.bridge = null;
            feed(new CallEvent.BridgeFailed(bridge.bridgeId(), "no media"));
        }
    }

    /** Ends the call and lets everything come in that is still on its way. */
    void hangUp() {
        feed(new CallEvent.Commanded(new CallCommand.HangUp(cause())));
        while (!world.unregistered.isEmpty()) {
            registration(one(world.unregistered), random.nextBoolean());
        }
        world.routing = false;
        world.finding = false;
        if (world.taking) {
            take(random.nextBoolean());
        }
        while (!world.legs.isEmpty()) {
            String leg = one(world.legs);
            assertTrue(world.leaving.contains(leg), "nobody hung up " + leg);
            ended(leg);
        }
        assertTrue(world.ended, "the call did not end");
    }

    private Destination destination() {
        return switch (random.nextInt(10)) {
            case 0 -> new Destination.Echo();
            case 1 -> new Destination.Speech();
            case 2 -> new Destination.Announce("all-agents-busy", cause());
            case 3 -> new Destination.Refuse(cause());
            default -> {
                List<DialTarget> targets = new ArrayList<>();
                int count = 1 + random.nextInt(4);
                for (int i = 0; i < count; i++) {
                    targets.add(target());
                }
                yield new Destination.Dial(
                        targets, random.nextBoolean(), 20_000, random.nextBoolean());
            }
        };
    }

    private DialTarget target() {
        return random.nextInt(3) == 0 ? new DialTarget.Agent("alice") : new DialTarget.User("bob");
    }

    private TransferTarget transferTarget() {
        return random.nextBoolean()
                ? new TransferTarget.Blind("sip:300@there")
                : new TransferTarget.Attended("sip:300@there", "id", "to", "from");
    }

    private TransferProgress progress() {
        TransferProgress[] all = TransferProgress.values();
        return all[random.nextInt(all.length)];
    }

    private Cause cause() {
        Cause.Kind[] all = Cause.Kind.values();
        return Cause.of(all[random.nextInt(all.length)]);
    }

    private <T> @Nullable T any(Collection<T> of) {
        return of.isEmpty() ? null : one(of);
    }

    private <T> T one(Collection<T> of) {
        return new ArrayList<>(of).get(random.nextInt(of.size()));
    }
}
