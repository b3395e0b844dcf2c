package io.ringway.signaling.sdp.rtp;

/** Whether the packets of phones are protected. */
public enum SrtpUse {
    /** Never: what demands it is refused, what merely suggests it is answered plain. */
    OFF,
    /** Where it is offered. */
    OPTIONAL,
    /** Always: plain offers are refused. */
    REQUIRED
}
