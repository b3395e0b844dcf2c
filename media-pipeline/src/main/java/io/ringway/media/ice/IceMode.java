package io.ringway.media.ice;

/** How a leg takes part in ICE. */
public enum IceMode {
    /** Only answers checks (RFC 8445 §2.5): for hosts with a public or mapped address. */
    LITE,
    /** Full agent that lets the remote side nominate; takes over control if the remote is lite. */
    CONTROLLED,
    /** Full agent that nominates: the side that made the offer. */
    CONTROLLING
}
