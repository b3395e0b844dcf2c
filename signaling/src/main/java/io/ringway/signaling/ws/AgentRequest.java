package io.ringway.signaling.ws;

import io.ringway.signaling.http.Request;

/**
 * Whether and how a client wants to wait for calls.
 *
 * @param name to wait under, empty not to wait at all
 * @param answersItself whether the client says when it answers, {@code ?answer=manual}
 */
record AgentRequest(String name, boolean answersItself) {

    static AgentRequest of(Request request) {
        return new AgentRequest(
                request.query("agent").orElse(""),
                request.query("answer").orElse("").equals("manual"));
    }

    boolean waits() {
        return !name.isEmpty();
    }
}
