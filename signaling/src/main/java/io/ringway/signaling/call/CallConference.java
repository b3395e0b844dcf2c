package io.ringway.signaling.call;

import io.ringway.media.CapacityExceededException;
import io.ringway.media.ConferenceFullException;
import io.ringway.media.ConferencePlace;
import io.ringway.media.LegControl;
import io.ringway.media.MediaEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place a call has in a conference. It is taken when it is known that the call goes there, so
 * that who finds none is refused instead of answered. Owner: the call.
 */
final class CallConference {

    private static final Logger LOG = LoggerFactory.getLogger(CallConference.class);

    private final MediaEngine engine;
    private final String callId;
    private @Nullable ConferencePlace place;

    CallConference(MediaEngine engine, String callId) {
        this.engine = engine;
        this.callId = callId;
    }

    /** Takes a place where a call goes to a room; the destination, or a refusal. */
    Destination admit(Destination destination) {
        if (!(destination instanceof Destination.Conference(String room))) {
            return destination;
        }
        try {
            enter(room);
            return destination;
        } catch (CapacityExceededException e) {
            return new Destination.Refuse(refusal(room, e));
        }
    }

    /**
     * Lets a leg into the room.
     *
     * @return why not; null when it is there
     */
    @Nullable Cause join(String room, @Nullable LegControl media) {
        if (media == null) {
            return new Cause(Cause.Kind.INTERNAL_ERROR, "the leg has no media yet");
        }
        try {
            enter(room).join(media);
            LOG.info("conference joined call={} leg={} room={}", callId, media.sessionId(), room);
            return null;
        } catch (CapacityExceededException e) {
            return refusal(room, e);
        }
    }

    void mute(boolean on) {
        if (place != null) {
            place.mute(on);
        }
    }

    /** Gives the place up, if there is one. */
    void leave() {
        ConferencePlace former = place;
        place = null;
        if (former != null) {
            former.close();
        }
    }

    private ConferencePlace enter(String room) {
        ConferencePlace current = place;
        if (current == null || !current.room().equals(room)) {
            leave();
            current = engine.enterConference(room);
            place = current;
        }
        return current;
    }

    private Cause refusal(String room, CapacityExceededException why) {
        LOG.warn("conference refused call={} room={} reason={}", callId, room, why.getMessage());
        Cause.Kind kind =
                why instanceof ConferenceFullException ? Cause.Kind.BUSY : Cause.Kind.OVERLOAD;
        return new Cause(kind, String.valueOf(why.getMessage()));
    }
}
