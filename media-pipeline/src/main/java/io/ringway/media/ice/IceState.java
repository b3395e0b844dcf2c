package io.ringway.media.ice;

/** How far an agent is. */
public enum IceState {
    /** Waiting for the remote description. */
    NEW,
    /** Looking for a pair. */
    CHECKING,
    /** A pair is in use. */
    CONNECTED,
    /** The pair in use was lost; the peer may come back. */
    DISCONNECTED,
    /** No pair works; only a restart helps. */
    FAILED,
    /** Closed for good. */
    CLOSED
}
