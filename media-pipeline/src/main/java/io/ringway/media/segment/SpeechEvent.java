package io.ringway.media.segment;

import io.ringway.media.SpeechFormat;
import io.ringway.media.playback.PlaybackStatus;

/** What a speech service is told apart from audio; immutable. */
public sealed interface SpeechEvent extends StreamItem {

    /**
     * A session begins; its segments follow.
     *
     * @param playbackRoomMs audio that may be queued to play, 0 when none can be played
     */
    record Started(String sessionId, SessionType type, SpeechFormat format, int playbackRoomMs)
            implements SpeechEvent {

        /** One nothing can be played into. */
        public Started(String sessionId, SessionType type, SpeechFormat format) {
            this(sessionId, type, format, 0);
        }
    }

    /**
     * A session is over; nothing of it follows.
     *
     * @param reason in kebab case
     */
    record Ended(String sessionId, String reason) implements SpeechEvent {}

    /**
     * The remote party pressed a telephone key.
     *
     * @param digit one of 0-9 * # A-D
     */
    record Dtmf(String sessionId, char digit, int durationMs) implements SpeechEvent {}

    /**
     * A playback mark was reached.
     *
     * @param unplayedSamples samples at 48 kHz before the mark that were thrown away
     */
    record MarkReached(String sessionId, String name, long unplayedSamples)
            implements SpeechEvent {}

    /** How what is to be played into a session stands. */
    record Playback(String sessionId, PlaybackStatus status) implements SpeechEvent {}

    /**
     * The remote party spoke while something was played.
     *
     * @param playedSamples at 48 kHz, of all that was ever played
     * @param unplayedSamples at 48 kHz, of what is queued
     */
    record BargeIn(String sessionId, BargeInState state, long playedSamples, long unplayedSamples)
            implements SpeechEvent {}

    /** How far an interruption has come. */
    enum BargeInState {
        /** It may be one: what is played has been paused. */
        STARTED,
        /** It is one: what is queued is being thrown away. */
        CONFIRMED,
        /** It was none. */
        FALSE_START
    }

    /** First message of a stream. */
    record Hello(String nodeId, int shard, int reconnects) implements SpeechEvent {}

    /**
     * A session announced again on a new stream, or for the first time if {@code resumed} is not.
     */
    record Announced(Started started, boolean resumed) implements SpeechEvent {}

    /**
     * A request of the service that was not carried out.
     *
     * @param request field name in {@code ServiceMessage}, or empty
     */
    record Rejected(String sessionId, String request, Rejection rejection) implements SpeechEvent {}

    /** Where a session's remote party comes from. */
    enum SessionType {
        WEBRTC,
        SIP
    }
}
