package io.ringway.signaling.agent;

/** What a browser that waits for calls may do with the one it is in. */
public enum AgentAction {
    /** Takes the call that rings. */
    ANSWER,
    /** Refuses the call that rings. */
    REJECT,
    /** Ends the call, in whatever state it is; the browser goes on waiting. */
    HANGUP
}
