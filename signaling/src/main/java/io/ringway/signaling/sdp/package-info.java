/**
 * SDP and offer/answer for one bundled WebRTC peer (RFC 8866, 3264, 8829, 8843, 8842, 8839, 8840).
 *
 * <p>In comes SDP text of the remote side and {@link io.ringway.media.LocalTransport}; out go SDP
 * text and what was agreed ({@link io.ringway.signaling.sdp.Negotiated}) in the media plane's own
 * types. Sans-IO: no clock, socket, thread or logger, and randomness is handed in. An object
 * belongs to the thread that serves its connection; descriptions and records are immutable and may
 * be shared. The only failure that input can cause is {@link
 * io.ringway.signaling.sdp.SdpException}.
 *
 * <p>Deviations, all towards what browsers do:
 *
 * <ul>
 *   <li>RFC 8866 §5 wants descriptions with unknown line types ignored as a whole; here such lines
 *       are kept and skipped, and neither line order nor {@code s=} and {@code t=} are insisted on.
 *   <li>RFC 8843 §7.1.3 leaves ICE and DTLS attributes out of all bundled sections but the tagged
 *       one. They are repeated in every accepted section, since older stacks insist; candidates
 *       stand in the tagged section only.
 *   <li>RFC 8839 §5.4 allows letters, digits, {@code +} and {@code /} in ICE credentials; {@code
 *       -}, {@code _}, {@code =} and {@code #}, seen from old stacks, are accepted too.
 * </ul>
 */
@NullMarked
package io.ringway.signaling.sdp;

import org.jspecify.annotations.NullMarked;
