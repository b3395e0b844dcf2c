package io.ringway.signaling.ws;

import io.ringway.media.ice.IceCandidate;
import io.ringway.signaling.agent.AgentAction;

/** What a client may say. */
sealed interface ClientMessage {

    record Offer(String sdp) implements ClientMessage {}

    record Answer(String sdp) implements ClientMessage {}

    /**
     * @param mid section it belongs to, empty when not said
     * @param ufrag credentials it belongs to, empty when not said
     */
    record Candidate(IceCandidate candidate, String mid, String ufrag) implements ClientMessage {}

    /** No more candidates, or one of a kind this server has no use for. */
    record NothingToAdd() implements ClientMessage {}

    /** What is to become of the call the client is in as an agent. */
    record Call(AgentAction action) implements ClientMessage {}

    /** The client wants the server to offer. */
    record Ready(boolean iceRestart) implements ClientMessage {}
}
