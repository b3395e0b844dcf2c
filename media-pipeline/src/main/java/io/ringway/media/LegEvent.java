package io.ringway.media;

import io.ringway.media.ice.IceCandidate;

/** What can happen to a leg. {@link Closed} is always the last. */
public sealed interface LegEvent {

    /** A candidate found after {@link IceLegControl#localTransport()} was read: trickle it. */
    record LocalCandidate(IceCandidate candidate) implements LegEvent {}

    /** The first check passed in both directions: media may flow on this pair. */
    record IceConnected(String remoteAddress) implements LegEvent {}

    /** No check and no media for the expiry time; the leg is about to close unless it restarts. */
    record IceDisconnected() implements LegEvent {}

    /** Handshake done and fingerprint verified; SRTP keys are in place. */
    record DtlsConnected(String srtpProfile) implements LegEvent {}

    /** The first authenticated audio packet arrived. */
    record AudioStarted(String mid, long ssrc) implements LegEvent {}

    /** A source of RTP is established (or another one took over) on a leg over plain RTP. */
    record SourceLearned(String remoteAddress) implements LegEvent {}

    /**
     * The remote party pressed a telephone key: once a press, whichever way it was told (RFC 4733
     * or in the sound). In a bridge, what was told in the sound has been heard by the other party.
     *
     * @param key one of {@code 0-9 * # A-D}
     * @param durationMs how long it was held
     */
    record KeyPressed(char key, int durationMs, KeyOrigin origin) implements LegEvent {}

    /** The end; nothing follows. {@code detail} says what happened in one line. */
    record Closed(CloseReason reason, String detail) implements LegEvent {}
}
