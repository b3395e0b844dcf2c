package io.ringway.signaling.agent;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Partner;

/** What a browser that waits for calls is told about the one it is in. */
public sealed interface AgentNotice {

    /** The leg of the call it is about, by which {@code /api/calls} steers it. */
    String legId();

    /** Somebody calls. */
    record Ringing(String legId, CallParties parties) implements AgentNotice {}

    /** The call was answered, by the browser or in its name. */
    record Answered(String legId) implements AgentNotice {}

    /** It talks to somebody now: who called, or who took that one's place. */
    record Connected(String legId, Partner partner) implements AgentNotice {}

    /** The other party, or the call itself, has put it on hold. */
    record Held(String legId) implements AgentNotice {}

    /** It is not on hold any more. */
    record Resumed(String legId) implements AgentNotice {}

    /**
     * The other party pressed a telephone key.
     *
     * @param key one of {@code 0-9 * # A-D}
     */
    record KeyPressed(String legId, char key, int durationMs) implements AgentNotice {}

    /** The end; nothing follows about this call. */
    record Ended(String legId, Cause cause) implements AgentNotice {}
}
