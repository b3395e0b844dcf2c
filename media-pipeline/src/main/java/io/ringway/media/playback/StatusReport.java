package io.ringway.media.playback;

import io.ringway.media.playback.PlaybackStatus.State;

/**
 * Decides when it is worth telling how a queue stands: whenever its state changes, and each time a
 * quarter of its limit, or a second, has been played since it was told last.
 *
 * <p>Thread: the owner's.
 */
final class StatusReport {

    private static final int LONGEST_MS = 1_000;

    private final PlaybackRoom room;
    private final PlaybackListener listener;
    private final long stepTicks;
    private long acceptedTicks;
    private long playedTicks;
    private long toldAtTicks;

    StatusReport(PlaybackRoom room, PlaybackListener listener) {
        this.room = room;
        this.listener = listener;
        int stepMs = Math.min(LONGEST_MS, room.limitMs() / 4);
        this.stepTicks = (long) stepMs * (PlaybackItem.TICKS_HZ / 1_000);
    }

    void onAccepted(long ticks) {
        acceptedTicks += ticks;
    }

    void onPlayed(long ticks) {
        playedTicks += ticks;
    }

    long playedTicks() {
        return playedTicks;
    }

    void onState(State state, long queuedTicks) {
        toldAtTicks = playedTicks;
        long limitTicks = (long) room.limitMs() * (PlaybackItem.TICKS_HZ / 1_000);
        long freeTicks = Math.max(0, limitTicks - queuedTicks);
        int freeMs = (int) (freeTicks / (PlaybackItem.TICKS_HZ / 1_000));
        listener.onStatus(
                new PlaybackStatus(state, queuedTicks, freeMs, acceptedTicks, playedTicks));
    }

    void onRoom(State state, long queuedTicks) {
        if (playedTicks - toldAtTicks >= stepTicks) {
            onState(state, queuedTicks);
        }
    }
}
