package io.ringway.signaling.sdp;

/**
 * An answer of ours.
 *
 * @param sdp the text to send
 * @param negotiated what to tell the media plane
 */
public record Answer(String sdp, Negotiated negotiated) {}
