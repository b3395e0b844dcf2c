package io.ringway.media.playout;

/** What is played next. */
enum PlayoutDecision {
    /** The next packet, which continues what was played. */
    NORMAL,

    /** The next packet after something else than its predecessor: aligned and faded in. */
    MERGE,

    /** What the next packet says of the lost one before it. */
    RESTORE,

    /** Concealment of what is missing. */
    EXPAND,

    /** The decoder's comfort noise while the sender is silent (DTX). */
    COMFORT_NOISE,

    /** As it is, with a pitch period left out. */
    ACCELERATE,

    /** The same with less regard to quality, for there is much to catch up. */
    FAST_ACCELERATE,

    /** As it is, with a pitch period repeated. */
    DECELERATE
}
