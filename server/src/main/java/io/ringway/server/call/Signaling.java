package io.ringway.server.call;

import io.ringway.media.LocalTransport;
import io.ringway.media.ice.IceCandidate;

/**
 * How a call's descriptions travel. What the server says comes as events. Thread: the call's, which
 * waits for the network here.
 */
sealed interface Signaling permits WebSocketSignaling, WhipSignaling {

    /**
     * Brings our first offer to the server.
     *
     * @throws CallException when it does not take it
     */
    void offer(String sdp) throws CallException, InterruptedException;

    /** Answers an offer of the server. */
    void answer(String sdp) throws CallException, InterruptedException;

    /**
     * Tells the server of an address found late.
     *
     * @param local our transport with it
     * @param mid section it belongs to
     */
    void trickle(IceCandidate candidate, LocalTransport local, String mid)
            throws CallException, InterruptedException;

    /** Says goodbye, as far as anyone still listens. */
    void close() throws InterruptedException;
}
