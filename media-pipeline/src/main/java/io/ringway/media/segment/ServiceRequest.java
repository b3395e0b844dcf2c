package io.ringway.media.segment;

import io.ringway.media.SpeechFormat;
import io.ringway.media.playback.BargeInSettings;

/** What a speech service asks for, checked: every value is within what the contract allows. */
public sealed interface ServiceRequest {

    String sessionId();

    /** Another format for the segments of a session. */
    record SetFormat(String sessionId, SpeechFormat format) implements ServiceRequest {}

    /**
     * More credit for the segments of a session.
     *
     * @param milliseconds 1 to {@link SegmentCredit#MAX_MS}
     */
    record GrantCredit(String sessionId, int milliseconds) implements ServiceRequest {}

    /**
     * Audio to play.
     *
     * @param payload not empty; this request's own
     */
    record PlayAudio(String sessionId, SpeechFormat format, byte[] payload)
            implements ServiceRequest {}

    /** A mark behind what is queued to play. */
    record PlayMark(String sessionId, String name) implements ServiceRequest {}

    /** Throw away what is queued to play. */
    record ClearPlayback(String sessionId) implements ServiceRequest {}

    /** Stop what is played and keep it. */
    record PausePlayback(String sessionId) implements ServiceRequest {}

    /** Go on with it. */
    record ResumePlayback(String sessionId) implements ServiceRequest {}

    /** What the remote party's voice does to what is played. */
    record SetBargeIn(String sessionId, BargeInSettings settings) implements ServiceRequest {}

    /**
     * Telephone keys to send.
     *
     * @param digits 1 to 64 of 0-9 * # A-D
     * @param durationMs of each, 40 to 2000
     */
    record SendDtmf(String sessionId, String digits, int durationMs) implements ServiceRequest {}

    /**
     * End the call.
     *
     * @param reason printable, maybe empty
     */
    record HangUp(String sessionId, String reason) implements ServiceRequest {}

    /** Transfer the call to a SIP URI or number. */
    record Transfer(String sessionId, String target) implements ServiceRequest {}

    /** The service cannot use a session's segments, and says why. */
    record Refused(String sessionId, String reason) implements ServiceRequest {}
}
