package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.TransferTarget;
import org.jspecify.annotations.Nullable;

/** What a call knows of one of its legs. Owner: the call's machine. */
final class Leg {

    /** How far a leg has come. */
    enum Stage {
        /** Its session is being registered; one that is to be called does not exist yet. */
        REGISTERING,
        /** Calls and has not been answered. */
        OFFERED,
        /** Was called and has not answered. */
        DIALLED,
        UP,
        /** Was hung up or refused; its end has not been told yet. */
        ENDING,
        ENDED
    }

    /** What the session manager knows of it. */
    enum Session {
        /** Nothing, or it is not for the call to tell. */
        NONE,
        /** Nothing yet: it is told of a caller once that is known to get somewhere. */
        DUE,
        PENDING,
        REGISTERED
    }

    /** A sound somebody asked for. */
    record Asked(String sound, boolean loop) {}

    /** A sound that was begun. */
    record Playing(int playId, String sound, boolean loop) {}

    final String id;
    final LegIdentity identity;
    final boolean incoming;
    Stage stage = Stage.REGISTERING;
    Session session = Session.NONE;

    /** A caller that has been told of alerting. */
    boolean ringing;

    /** A caller whose media is open before it is answered. */
    boolean progressed;

    /** Its party has put the call on hold. */
    boolean held;

    /** The call has been told to put it on hold. */
    boolean holdAsked;

    /** It has been told that it is on hold. */
    boolean holdTold;

    boolean muted;

    /** The others of its conference have been told not to hear it. */
    boolean mutedInConference;

    /** It was asked to call somebody else by itself. */
    boolean referred;

    /** The leg whose place it is to take; null for none. */
    @Nullable String replaces;

    @Nullable Asked asked;
    @Nullable Playing playing;

    /** A looped sound that could not be played. */
    String unplayable = "";

    /** What has to be dialled once the session is registered. */
    @Nullable Attempt attempt;

    /** How it is to be called. */
    record Attempt(
            DialTarget target, CallParties parties, TransferTarget.@Nullable Attended replaces) {}

    Leg(String id, LegIdentity identity, boolean incoming) {
        this.id = id;
        this.identity = identity;
        this.incoming = incoming;
    }

    /** Whether its protocol knows of it. */
    boolean exists() {
        return incoming || stage != Stage.REGISTERING;
    }

    /** Neither ended nor about to. */
    boolean alive() {
        return stage != Stage.ENDING && stage != Stage.ENDED;
    }

    boolean up() {
        return stage == Stage.UP;
    }

    /** Whether something can be played to its party. */
    boolean hears() {
        return stage == Stage.UP || (stage == Stage.OFFERED && progressed);
    }
}
