package io.ringway.signaling.call.machine;

import org.jspecify.annotations.Nullable;

/**
 * What each party hears beside the other one, and whether it is on hold: derived from the state of
 * the call, and compared with what was told before. Owner: the call's machine.
 */
final class Soundscape {

    private final CallState call;
    private int plays;

    Soundscape(CallState call) {
        this.call = call;
    }

    /** Brings what is heard up to date with the state. */
    void settle() {
        for (Leg leg : call.legs.values()) {
            if (leg.alive()) {
                settleHold(leg);
                settleSound(leg);
                settleMute(leg);
            }
        }
    }

    /** Takes note of a sound's end; false when it is not the one that plays. */
    boolean finished(Leg leg, int playId) {
        Leg.Playing playing = leg.playing;
        if (playing == null || playing.playId() != playId) {
            return false;
        }
        leg.playing = null;
        if (playing.loop()) {
            // It could not be played, or it would have no end: silence is better than trying on.
            leg.unplayable = playing.sound();
        } else {
            leg.asked = null;
        }
        return true;
    }

    private void settleHold(Leg leg) {
        boolean wanted = leg.up() && (leg.holdAsked || relayed(leg));
        if (wanted != leg.holdTold) {
            leg.holdTold = wanted;
            call.emit(new CallEffect.Hold(leg.id, wanted));
        }
    }

    /** A party on hold would play its music to everybody in the room. */
    private void settleMute(Leg leg) {
        boolean wanted = leg.muted || leg.held || leg.holdAsked;
        if (call.connections.confers(leg) && wanted != leg.mutedInConference) {
            leg.mutedInConference = wanted;
            call.emit(new CallEffect.MuteInConference(leg.id, wanted));
        }
    }

    private boolean relayed(Leg leg) {
        Leg partner = partner(leg);
        return call.rules.relayHold() && partner != null && partner.held;
    }

    private void settleSound(Leg leg) {
        Leg.Asked wanted = leg.hears() ? wanted(leg) : null;
        if (wanted != null && wanted.loop() && wanted.sound().equals(leg.unplayable)) {
            wanted = null;
        }
        Leg.Playing playing = leg.playing;
        if (wanted == null && playing != null) {
            leg.playing = null;
            call.emit(new CallEffect.StopPlaying(leg.id));
        } else if (wanted != null && !isPlaying(playing, wanted)) {
            leg.playing = new Leg.Playing(++plays, wanted.sound(), wanted.loop());
            call.emit(new CallEffect.Play(leg.id, plays, wanted.sound(), wanted.loop()));
        }
    }

    private static boolean isPlaying(Leg.@Nullable Playing playing, Leg.Asked wanted) {
        return playing != null
                && playing.loop() == wanted.loop()
                && playing.sound().equals(wanted.sound());
    }

    private Leg.@Nullable Asked wanted(Leg leg) {
        CallSounds sounds = call.rules.sounds();
        if (leg.asked != null) {
            return leg.asked;
        }
        if (leg.held) {
            return null;
        }
        if (leg.holdAsked) {
            return loop(sounds.music());
        }
        return switch (call.phase) {
            case Phase.Talking(Phase.Pair pair) -> pair.has(leg) ? talking(pair.other(leg)) : null;
            case Phase.Hunting(Leg waiting, Hunt hunt) ->
                    waiting == leg && hunt.early == null ? waiting(hunt.alerted) : null;
            case Phase.Routing(Leg waiting, var parties) -> waiting == leg ? waiting(false) : null;
            case Phase.Finding(Leg waiting, var target) -> waiting == leg ? waiting(false) : null;
            case Phase.Taking(Leg waiting) -> waiting == leg ? waiting(false) : null;
            case Phase.Joining(Leg waiting, Leg joiner, boolean record) ->
                    waiting == leg ? loop(sounds.music()) : null;
            case Phase.Idle _,
                    Phase.Admitting _,
                    Phase.Announcing _,
                    Phase.Serving _,
                    Phase.Ending _ ->
                    null;
        };
    }

    /** Music from a partner that is away, silence from one that is not to be heard. */
    private Leg.@Nullable Asked talking(Leg partner) {
        CallSounds sounds = call.rules.sounds();
        if (partner.held) {
            return call.rules.relayHold() ? null : loop(sounds.music());
        }
        return partner.muted || partner.holdAsked ? loop(sounds.silence()) : null;
    }

    /** Ringback once somebody is alerted; before, music for those who were talking. */
    private Leg.@Nullable Asked waiting(boolean alerted) {
        if (alerted) {
            return loop(call.rules.sounds().ringback());
        }
        return call.transfer == null ? null : loop(call.rules.sounds().music());
    }

    private static Leg.Asked loop(String sound) {
        return new Leg.Asked(sound, true);
    }

    private @Nullable Leg partner(Leg leg) {
        return call.phase instanceof Phase.Talking(Phase.Pair pair) && pair.has(leg)
                ? pair.other(leg)
                : null;
    }
}
