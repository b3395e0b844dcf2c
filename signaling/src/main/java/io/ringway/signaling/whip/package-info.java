/**
 * {@code POST /webrtc}: an offer in, an answer out, and WHIP (RFC 9725) for those who trickle,
 * restart and end.
 *
 * <p>In come SDP and SDP fragments over HTTP; out go answers that carry every candidate of this
 * side. Threads: requests' virtual ones.
 *
 * <p>The session's URL, and with it its UUID, is the capability to change and end it (RFC 9725 §5
 * leaves authorization to the deployment).
 */
@NullMarked
package io.ringway.signaling.whip;

import org.jspecify.annotations.NullMarked;
