package io.ringway.media.playback;

/** Hears of what became of what was to be played. Thread: the shard's. */
public interface PlaybackListener {

    /**
     * Everything before a mark has left, or never will.
     *
     * @param unplayedTicks how much of what was queued before it was thrown away, in samples at 48
     *     kHz
     */
    void onMark(String name, long unplayedTicks);

    /** The queue began, ran dry, paused, went on, was cleared, or has a good deal of room again. */
    void onStatus(PlaybackStatus status);
}
