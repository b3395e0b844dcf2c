package io.ringway.signaling.sdp.rtp;

/** Whose order of preference decides on the codec when we answer. */
public enum CodecOrder {
    /** The offer's first codec that we know too, as most PBXs do. */
    OFFERER,
    /** Our first codec that is offered. */
    OURS
}
