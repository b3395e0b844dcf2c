package io.ringway.signaling.call;

import io.ringway.media.CapacityExceededException;
import io.ringway.media.LegControl;
import io.ringway.media.PlayRequest;
import io.ringway.signaling.call.machine.CallEffect;
import io.ringway.signaling.call.machine.CallEvent;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a call does to its legs and their media. Owner: the call. */
final class LegEffects {

    private static final Logger LOG = LoggerFactory.getLogger(LegEffects.class);

    /** Sounds are read this far ahead of what is heard, and a little. */
    private static final int READ_AHEAD_MS = 500;

    private final String callId;
    private final CallContext context;
    private final Consumer<CallEvent> events;

    LegEffects(String callId, CallContext context, Consumer<CallEvent> events) {
        this.callId = callId;
        this.context = context;
        this.events = events;
    }

    /** Asks something of a leg that exists. */
    void on(LegLink link, Consumer<CallLeg> action) {
        CallLeg leg = link.leg();
        if (leg != null) {
            action.accept(leg);
        }
    }

    void dial(CallEffect.Dial dial, LegLink link) {
        LOG.info("leg dialled call={} leg={} target={}", callId, dial.legId(), dial.target());
        DialRequest request =
                new DialRequest(dial.legId(), dial.target(), dial.parties(), dial.replaces());
        try {
            link.attach(context.dialer().dial(request, link));
        } catch (CapacityExceededException e) {
            failed(dial, new Cause(Cause.Kind.OVERLOAD, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("leg not dialled call={} leg={}", callId, dial.legId(), e);
            failed(dial, new Cause(Cause.Kind.INTERNAL_ERROR, e.toString()));
        }
    }

    private void failed(CallEffect.Dial dial, Cause cause) {
        events.accept(new CallEvent.DialFailed(dial.legId(), cause));
    }

    @Nullable LegControl mediaOf(LegLink link) {
        CallLeg leg = link.leg();
        return leg == null ? null : leg.media();
    }

    void echo(LegLink link, boolean on) {
        LegControl media = mediaOf(link);
        if (media != null) {
            media.setEcho(on);
        }
    }

    void stopPlaying(LegLink link) {
        LegControl media = mediaOf(link);
        if (media != null) {
            media.stopPlaying();
        }
    }

    void play(LegLink link, CallEffect.Play play) {
        CallEvent finished = new CallEvent.SoundFinished(play.legId(), play.playId());
        LegControl media = mediaOf(link);
        Optional<PlayRequest> sound =
                context.sounds()
                        .find(
                                play.sound(),
                                play.loop(),
                                () ->
                                        context.clock()
                                                .after(
                                                        READ_AHEAD_MS,
                                                        () -> events.accept(finished)));
        if (media == null || sound.isEmpty() || !media.play(sound.get())) {
            LOG.warn(
                    "sound not played call={} leg={} sound={} reason={}",
                    callId,
                    play.legId(),
                    play.sound(),
                    media == null ? "no media yet" : "no such sound, or no room for it");
            events.accept(finished);
        }
    }
}
