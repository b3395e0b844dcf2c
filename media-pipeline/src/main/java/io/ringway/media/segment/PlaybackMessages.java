package io.ringway.media.segment;

import io.ringway.proto.BargeIn;
import io.ringway.proto.PlaybackState;
import io.ringway.proto.PlaybackStatus;

/** What is told of playback, as messages of the contract. Thread: the forwarder's. */
final class PlaybackMessages {

    private static final int TICKS_PER_MS = SegmentCredit.TICKS_HZ / 1_000;

    private PlaybackMessages() {}

    static PlaybackStatus status(SpeechEvent.Playback playback) {
        var status = playback.status();
        PlaybackState state =
                switch (status.state()) {
                    case IDLE -> PlaybackState.PLAYBACK_IDLE;
                    case PLAYING -> PlaybackState.PLAYBACK_PLAYING;
                    case PAUSED -> PlaybackState.PLAYBACK_PAUSED;
                };
        return PlaybackStatus.newBuilder()
                .setSessionId(playback.sessionId())
                .setState(state)
                .setQueuedMs((int) (status.queuedTicks() / TICKS_PER_MS))
                .setRoomMs(status.roomMs())
                .setAcceptedSamples(status.acceptedTicks())
                .setPlayedSamples(status.playedTicks())
                .build();
    }

    static BargeIn bargeIn(SpeechEvent.BargeIn event) {
        BargeIn.State state =
                switch (event.state()) {
                    case STARTED -> BargeIn.State.STARTED;
                    case CONFIRMED -> BargeIn.State.CONFIRMED;
                    case FALSE_START -> BargeIn.State.FALSE_START;
                };
        return BargeIn.newBuilder()
                .setSessionId(event.sessionId())
                .setState(state)
                .setPlayedSamples(event.playedSamples())
                .setUnplayedSamples(event.unplayedSamples())
                .build();
    }
}
