package io.ringway.media.mixing;

import io.ringway.media.rtp.AudioLevel;

/**
 * How loud somebody has been of late, and whether he speaks: quick to rise, slow to fall, so that
 * the gaps between words change nothing. Thread: its owner's.
 */
final class Loudness {

    /** Part of the way up to a new level that 10 ms take. */
    private static final float RISE = 0.25f;

    /** Decibels down in 10 ms: a pause of 300 ms costs 6 dB. */
    private static final float FALL_DB = 0.2f;

    /** Who speaks may become this much softer than one must be to begin. */
    private static final int CLOSE_DB = 6;

    private final int speechLevel;
    private final int hangoverMs;
    private int level = AudioLevel.SILENCE;
    private float score;
    private int leftMs;

    Loudness(MixerSettings settings) {
        this.speechLevel = settings.speechLevel();
        this.hangoverMs = settings.hangoverMs();
    }

    /**
     * Takes a frame in.
     *
     * @param frameLevel in −dBov
     */
    void update(int frameLevel, int frameMs) {
        level = frameLevel;
        float now = AudioLevel.SILENCE - frameLevel;
        float tens = frameMs / 10f;
        score =
                now > score
                        ? score + (now - score) * RISE * tens
                        : Math.max(now, score - FALL_DB * tens);
        int needed = leftMs > 0 ? speechLevel + CLOSE_DB : speechLevel;
        if (frameLevel < AudioLevel.SILENCE && frameLevel <= needed) {
            leftMs = hangoverMs + frameMs;
        } else {
            leftMs = Math.max(0, leftMs - frameMs);
        }
    }

    /** Of the last frame, in −dBov. */
    int level() {
        return level;
    }

    /** Smoothed, in decibels above silence. */
    float score() {
        return score;
    }

    boolean speaks() {
        return leftMs > 0;
    }
}
