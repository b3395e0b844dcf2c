package io.ringway.signaling.sdp;

/**
 * What we send a section's audio under, for as long as the section lives.
 *
 * @param ssrc as an unsigned value, never 0
 */
record LocalStream(long ssrc, String trackId) {}
