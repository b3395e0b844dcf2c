package io.ringway.media.playback;

/**
 * How a playback queue stands.
 *
 * @param queuedTicks what waits, in samples at 48 kHz
 * @param roomMs what may be queued besides
 * @param acceptedTicks all that was ever queued
 * @param playedTicks all that has left
 */
public record PlaybackStatus(
        State state, long queuedTicks, int roomMs, long acceptedTicks, long playedTicks) {

    /** What the queue is doing. */
    public enum State {
        /** There is nothing to play. */
        IDLE,
        /** Frames leave at the pace of the call, or will once media can flow. */
        PLAYING,
        /** What is queued waits for a word to go on. */
        PAUSED
    }
}
