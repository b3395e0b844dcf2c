package io.ringway.media.leg;

/** What is sent to a phone while nobody has anything to say to it. */
public enum SilencePolicy {
    /** Frames of silence without a break. */
    CONTINUOUS,
    /**
     * Frames of silence for a second, then one a second, each marked as the beginning of a talk
     * spurt (RFC 3551 §4.1): keeps NATs' mappings (RFC 6263) at a fiftieth of the packets.
     */
    SPARSE,
    /** Nothing; only the reports keep a mapping, which is enough where they are multiplexed. */
    NONE
}
