package io.ringway.signaling.call;

import io.ringway.signaling.call.machine.CallEffect;
import io.ringway.signaling.call.machine.CallEvent;
import io.ringway.signaling.call.machine.CallMachine;
import io.ringway.signaling.call.machine.CallView;
import io.ringway.signaling.call.machine.GivenHunt;
import io.ringway.signaling.call.machine.GivenLeg;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one call: lets events into its machine one at a time, and sees that the effects happen.
 *
 * <p>Thread: events come from any and wait in the call's queue; all else is on the virtual thread
 * of that queue, which exists only while there is something to do.
 */
final class CallRunner {

    private static final Logger LOG = LoggerFactory.getLogger(CallRunner.class);

    private final String callId;
    private final CallContext context;
    private final SerialQueue queue;
    private final CallMachine machine;
    private final CallAccount account;
    private final CallTimers timers;
    private final CallBridges bridges;
    private final CallConference conference;
    private final LegEffects legEffects;
    private final LegLinks links;
    private volatile CallView view;
    private int goodbyes;
    private @Nullable Cause ended;

    CallRunner(String callId, CallContext context) {
        this.callId = callId;
        this.context = context;
        this.queue = new SerialQueue("call-" + callId, context.settings().queueCapacity());
        this.machine =
                new CallMachine(
                        callId, context.settings().rules(), () -> UUID.randomUUID().toString());
        this.account = new CallAccount(callId);
        this.timers = new CallTimers(context.clock(), this::post);
        this.bridges = new CallBridges(context.engine(), callId);
        this.conference = new CallConference(context.engine(), callId);
        this.legEffects = new LegEffects(callId, context, this::post);
        this.links = new LegLinks(this, context);
        this.view = machine.view();
    }

    String callId() {
        return callId;
    }

    CallReport report() {
        return account.report(view);
    }

    /** Adds a party that calls; the event says what it is there for. */
    LegObserver begin(CallLeg leg, CallEvent event) {
        LegLink link = links.make(leg.id());
        link.attach(leg);
        queue.put(
                () -> {
                    links.adopt(link);
                    step(event);
                });
        return link;
    }

    void post(CallEvent event) {
        queue.put(() -> step(event));
    }

    /** A leg tells something. Only its end is sure to find room. */
    void onSignal(LegLink link, CallEvent.Signalled event) {
        Runnable task = () -> signalled(link, event);
        if (event.signal() instanceof LegSignal.Ended) {
            queue.put(task);
        } else if (!queue.offer(task)) {
            context.register().signalDropped();
        }
    }

    private void signalled(LegLink link, CallEvent.Signalled event) {
        CallRunner owner = link.owner();
        if (owner != this) {
            // The leg moved to another call while this waited.
            owner.onSignal(link, event);
            return;
        }
        LOG.debug("call={} leg={} signal={}", callId, event.legId(), event.signal());
        step(event);
    }

    private void step(CallEvent event) {
        note(event);
        CallView before = view;
        List<CallEffect> effects = machine.on(event);
        view = machine.view();
        if (view.answered()) {
            account.answered();
        }
        for (CallEffect effect : effects) {
            run(effect);
        }
        links.retain(machine::knows);
        if (!view.equals(before)) {
            Introductions.make(callId, view, links.all());
            context.register().changed(this);
        }
        finish();
    }

    private void note(CallEvent event) {
        if (event instanceof CallEvent.TimerFired(var timer)) {
            timers.fired(timer);
        } else if (event instanceof CallEvent.Routed(Destination destination)) {
            account.routed(destination);
        }
    }

    /** An effect that cannot be carried out must not take the others with it. */
    private void run(CallEffect effect) {
        try {
            carryOut(effect);
        } catch (RuntimeException e) {
            LOG.error("call={} an effect failed effect={}", callId, effect, e);
        }
    }

    private void carryOut(CallEffect effect) {
        switch (effect) {
            case CallEffect.Dial dial -> legEffects.dial(dial, links.of(dial.legId()));
            case CallEffect.Register(String legId) -> register(links.of(legId));
            case CallEffect.Activate(String legId) -> links.of(legId).session().activate();
            case CallEffect.Deregister(String legId) -> deregister(links.of(legId));
            case CallEffect.Route(CallParties parties) -> route(parties);
            case CallEffect.FindLeg(var target) ->
                    post(new CallEvent.LegFound(context.directory().findLeg(target)));
            case CallEffect.TakePartner(String legId) -> takePartner(legId);
            case CallEffect.GiveLeg(String taker, GivenLeg leg) ->
                    give(taker, List.of(leg), new CallEvent.PartnerGiven(leg));
            case CallEffect.GiveHunt(String taker, GivenHunt hunt) ->
                    give(taker, hunt.ringing(), new CallEvent.HuntGiven(hunt));
            case CallEffect.DenyPartner(String asker) -> tell(asker, new CallEvent.PartnerDenied());
            case CallEffect.Bridge bridge -> bridge(bridge);
            case CallEffect.Part _ -> bridges.close();
            case CallEffect.StartTimer(var timer, int delayMs) -> timers.start(timer, delayMs);
            case CallEffect.CancelTimer(var timer) -> timers.cancel(timer);
            case CallEffect.Ended(Cause cause) -> {
                conference.leave();
                ended = cause;
            }
            case CallEffect.Ring(String legId) -> legEffects.on(links.of(legId), CallLeg::ring);
            case CallEffect.Progress(String legId) ->
                    legEffects.on(links.of(legId), CallLeg::progress);
            case CallEffect.Answer(String legId) -> answer(links.of(legId));
            case CallEffect.Refuse(String legId, Cause cause) ->
                    legEffects.on(links.of(legId), leg -> leg.refuse(cause));
            case CallEffect.HangUp(String legId, Cause cause) ->
                    legEffects.on(links.of(legId), leg -> leg.hangUp(cause));
            case CallEffect.Hold(String legId, boolean on) ->
                    legEffects.on(links.of(legId), leg -> leg.hold(on));
            case CallEffect.SendKeys(String legId, String keys, int durationMs) ->
                    legEffects.on(links.of(legId), leg -> leg.sendKeys(keys, durationMs));
            case CallEffect.Refer(String legId, var target) ->
                    legEffects.on(links.of(legId), leg -> leg.transfer(target));
            case CallEffect.FailTransfer(String legId, Cause cause) ->
                    legEffects.on(links.of(legId), leg -> leg.failTransfer(cause));
            case CallEffect.TellTransfer(String legId, var progress) ->
                    legEffects.on(links.of(legId), leg -> leg.tellTransfer(progress));
            case CallEffect.Echo(String legId, boolean on) -> legEffects.echo(links.of(legId), on);
            case CallEffect.Confer(String legId, String room) -> confer(links.of(legId), room);
            case CallEffect.LeaveConference _ -> conference.leave();
            case CallEffect.MuteInConference(String _, boolean on) -> conference.mute(on);
            case CallEffect.Play play -> legEffects.play(links.of(play.legId()), play);
            case CallEffect.StopPlaying(String legId) -> legEffects.stopPlaying(links.of(legId));
        }
    }

    /** Media is there at once, for what comes next; the answer waits for the session manager. */
    private void answer(LegLink link) {
        legEffects.on(link, CallLeg::open);
        link.session().answer(() -> legEffects.on(link, CallLeg::answer), context.clock());
    }

    private void register(LegLink link) {
        link.session()
                .register(
                        new LegSession.Outcome() {
                            @Override
                            public void registered() {
                                post(new CallEvent.SessionRegistered(link.legId()));
                            }

                            @Override
                            public void refused(String detail) {
                                post(new CallEvent.SessionRefused(link.legId(), detail));
                            }
                        });
    }

    private void deregister(LegLink link) {
        goodbyes++;
        link.session().deregister(() -> queue.put(this::toldGoodbye));
    }

    private void toldGoodbye() {
        goodbyes--;
        finish();
    }

    private void route(CallParties parties) {
        Destination destination = conference.admit(context.router().route(parties));
        LOG.info("call routed call={} to={} route={}", callId, parties.called(), destination);
        post(new CallEvent.Routed(destination));
    }

    private void bridge(CallEffect.Bridge wanted) {
        try {
            bridges.open(
                    legEffects.mediaOf(links.of(wanted.first())),
                    legEffects.mediaOf(links.of(wanted.second())),
                    wanted);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.warn("legs not bridged call={} reason={}", callId, e.toString());
            post(new CallEvent.BridgeFailed(wanted.bridgeId(), String.valueOf(e.getMessage())));
        }
    }

    private void confer(LegLink link, String room) {
        Cause failure = conference.join(room, legEffects.mediaOf(link));
        if (failure != null) {
            post(new CallEvent.ConferenceFailed(link.legId(), failure));
        }
    }

    private void takePartner(String legId) {
        CallRunner other = context.register().callOf(legId);
        if (other == null || other == this) {
            post(new CallEvent.PartnerDenied());
        } else {
            other.post(new CallEvent.PartnerWanted(legId, callId));
        }
    }

    private void give(String taker, List<GivenLeg> legs, CallEvent news) {
        CallRunner other = context.register().call(taker);
        if (other == null) {
            LOG.error("call={} legs={} could not be given to call={}", callId, legs, taker);
            return;
        }
        List<LegLink> moving = legs.stream().map(leg -> links.of(leg.legId())).toList();
        legs.forEach(leg -> links.give(leg.legId()));
        LOG.info("legs moved call={} legs={} to call={}", callId, legs, taker);
        other.take(moving, news);
    }

    private void take(List<LegLink> moving, CallEvent news) {
        queue.put(
                () -> {
                    moving.forEach(links::adopt);
                    step(news);
                });
        moving.forEach(link -> link.moveTo(this));
    }

    private void tell(String otherId, CallEvent event) {
        CallRunner other = context.register().call(otherId);
        if (other != null) {
            other.post(event);
        }
    }

    private void finish() {
        Cause cause = ended;
        if (cause == null || goodbyes > 0) {
            return;
        }
        ended = null;
        account.ended();
        CallParties parties = view.parties();
        bridges.whenTold(
                context.settings().statisticsTimeoutMs(),
                line -> account.summarise(parties, cause, line));
        context.register().over(this, cause);
    }
}
