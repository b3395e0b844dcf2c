package io.ringway.server.call;

import io.ringway.media.LegEvent;
import io.ringway.media.ice.IceCandidate;

/** What a call's thread has to hear of. */
sealed interface CallEvent {

    /** The server answers our offer. */
    record Answered(String sdp) implements CallEvent {}

    /** The server offers: at the start instead of answering, or later to change something. */
    record Offered(String sdp) implements CallEvent {}

    /** The server trickles an address. */
    record CandidateFound(IceCandidate candidate) implements CallEvent {}

    /** The server reports an error. */
    record Refused(String code, String message) implements CallEvent {}

    /** Signaling ended from the other side. */
    record SignalingEnded(String detail) implements CallEvent {}

    /**
     * @param atNs when it happened
     */
    record Media(LegEvent event, long atNs) implements CallEvent {}

    /** All is sent and has had its time to be played. */
    record Played() implements CallEvent {}

    /** The file cannot be played on. */
    record PlayFailed(CallException reason) implements CallEvent {}

    /** The user wants to end. */
    record StopRequested() implements CallEvent {}
}
