package io.ringway.media.tone;

/** What a network tells a caller by tones (ITU-T E.182). */
public enum CallProgress {
    /** It is ready for digits. */
    DIAL,
    /** The called phone rings. */
    RINGBACK,
    /** The called party is in another call. */
    BUSY,
    /** There is no way through; called reorder in North America. */
    CONGESTION
}
