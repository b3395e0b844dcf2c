package io.ringway.media;

/** How a leg's audio is sent back to it. */
public enum EchoPolicy {
    /** Packet by packet as received, with the network's loss, jitter and least delay. */
    FORWARD,
    /** Decoded and played out in real time, then encoded: as a far end would hear the call. */
    PLAYOUT
}
