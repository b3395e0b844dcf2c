package io.ringway.signaling.agent;

/**
 * How a browser that waits for calls is connected.
 *
 * @param answersItself whether the browser says when it answers; else a call is answered at once
 * @param listener hears of calls; called by any thread, does not block
 */
public record AgentLink(boolean answersItself, Listener listener) {

    /** Hears of calls. */
    @FunctionalInterface
    public interface Listener {

        void onNotice(AgentNotice notice);
    }
}
