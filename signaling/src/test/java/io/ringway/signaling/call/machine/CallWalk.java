package io.ringway.signaling.call.machine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.LegSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One call, what happens to it, and what comes of that. */
final class CallWalk {

    private final Random random;
    private final CallDraws draws;
    private final CallMachine machine;
    final CallWorld world = new CallWorld();
    final List<Object> history = new ArrayList<>();
    private int names;

    CallWalk(Random random) {
        this.random = random;
        draws = new CallDraws(random);
        machine = new CallMachine("call", draws.rules(), () -> "out" + ++names);
    }

    void begin() {
        if (random.nextInt(4) == 0) {
            feed(new CallEvent.Originated(draws.target(), MachineDriver.PARTIES, 20_000));
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
            case 16 -> {
                bridgeFails();
                conferenceFails();
            }
            default -> goOn();
        }
    }

    /** What usually happens next, so that calls get somewhere. */
    private void goOn() {
        if (world.unregistered.isEmpty() && !world.routing && !world.finding) {
            String leg = draws.any(world.legs);
            if (leg != null) {
                feed(new CallEvent.Signalled(leg, new LegSignal.Answered()));
            }
        } else {
            outcome();
        }
    }

    private void outcome() {
        String pending = draws.any(world.unregistered);
        if (pending != null) {
            registration(pending, random.nextInt(25) > 0);
        } else if (world.routing) {
            world.routing = false;
            feed(new CallEvent.Routed(draws.destination()));
        } else if (world.finding) {
            world.finding = false;
            String[] legs = {null, "elsewhere", "elsewhere", draws.any(world.all)};
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
            left.add(draws.target());
        }
        boolean alerted = random.nextBoolean();
        String early = ringing.isEmpty() || !alerted ? "" : draws.one(ringing).legId();
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
        String leg = draws.any(noise ? world.all : world.legs);
        if (leg == null) {
            return;
        }
        if (random.nextInt(25) == 0 && world.legs.contains(leg)) {
            ended(leg);
        } else {
            feed(new CallEvent.Signalled(leg, draws.signal()));
        }
    }

    private void ended(String leg) {
        world.gone(leg);
        boolean dialFailed = leg.startsWith("out") && random.nextInt(6) == 0;
        feed(
                dialFailed
                        ? new CallEvent.DialFailed(leg, draws.cause())
                        : new CallEvent.Signalled(leg, new LegSignal.Ended(draws.cause())));
    }

    private void timer() {
        CallTimer timer = draws.any(world.timers);
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
        String leg = draws.any(world.all);
        if (leg == null) {
            return;
        }
        feed(new CallEvent.Commanded(draws.command(leg)));
    }

    private void replacement() {
        String replaced = draws.any(world.all);
        if (replaced != null && !world.ended && random.nextInt(3) == 0) {
            String leg = "new" + ++names;
            world.begin(leg);
            CallParties parties = MachineDriver.PARTIES;
            feed(new CallEvent.ReplacementOffered(leg, parties, random.nextInt(3) == 0, replaced));
        }
    }

    private void wanted() {
        String leg = draws.any(world.all);
        if (leg != null && random.nextInt(4) == 0) {
            feed(new CallEvent.PartnerWanted(leg, "other"));
        }
    }

    private void sound() {
        CallEffect.Play play = draws.any(world.plays);
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

    private void conferenceFails() {
        String leg = world.conferring;
        if (leg != null && random.nextInt(4) == 0) {
            feed(new CallEvent.ConferenceFailed(leg, draws.cause()));
        }
    }

    /** Ends the call and lets everything come in that is still on its way. */
    void hangUp() {
        feed(new CallEvent.Commanded(new CallCommand.HangUp(draws.cause())));
        while (!world.unregistered.isEmpty()) {
            registration(draws.one(world.unregistered), random.nextBoolean());
        }
        world.routing = false;
        world.finding = false;
        if (world.taking) {
            take(random.nextBoolean());
        }
        while (!world.legs.isEmpty()) {
            String leg = draws.one(world.legs);
            assertTrue(world.leaving.contains(leg), "nobody hung up " + leg);
            ended(leg);
        }
        assertTrue(world.ended, "the call did not end");
    }
}
