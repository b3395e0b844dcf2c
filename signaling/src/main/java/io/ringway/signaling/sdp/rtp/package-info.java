/**
 * Offer/answer of phones: one audio stream over RTP, SDES-SRTP or DTLS-SRTP, without ICE (RFC 3264,
 * 3551, 4568, 5763, 8842, 8643).
 *
 * <p>In comes SDP text and {@link io.ringway.media.LocalRtp}; out go SDP text and what was agreed
 * ({@link io.ringway.signaling.sdp.rtp.RtpTerms}) in the media plane's own types. Sans-IO as {@link
 * io.ringway.signaling.sdp}, whose model it reads and writes; an object belongs to the thread of
 * its dialog. The only failure that input can cause is {@link
 * io.ringway.signaling.sdp.SdpException}; keys never get into its text.
 *
 * <p>Choices, and deviations towards what phones and PBXs do:
 *
 * <ul>
 *   <li>One audio stream is taken, the first that can be had; every other section is answered with
 *       port 0. A stream of telephone events alone (RFC 4317 §2.4) is refused: keys come on the
 *       stream of the speech.
 *   <li>The offer's codec order decides, and the answer keeps one speech codec with the events and
 *       the comfort noise that fit it: RFC 3264 §6.1 lets all common ones stay, but then the other
 *       side may change from packet to packet, which old phones do not expect. Both can be set.
 *   <li>Names in {@code c=} are refused: an answer would have to wait for a DNS that strangers
 *       choose (RFC 8866 §5.7 allows them).
 *   <li>{@code c=IN IP4 0.0.0.0} is hold as RFC 2543 had it: the other side hears nothing then, so
 *       {@code sendrecv} means {@code sendonly} and {@code recvonly} means {@code inactive} (RFC
 *       3264 §8.4); packets go on to the last known address once it is lifted.
 *   <li>Offers of ours state what we want, whatever hold the other side is in: two sides that
 *       mirror each other's hold never leave it (RFC 6337 §5.3).
 *   <li>A {@code sendrecv} section after hold need not raise its {@code o=} version: the text
 *       counts, for some phones forget to (RFC 3264 §8).
 *   <li>ICE attributes are ignored here; RFC 8839 §4.2.5 has a peer fall back to the default
 *       address.
 *   <li>{@code RTP/AVP} with {@code a=crypto} or {@code a=fingerprint} is opportunistic SRTP (RFC
 *       8643) and taken as such. Lifetimes of SDES keys are read but not counted; MKI is not
 *       spoken.
 *   <li>{@code a=ptime} of the other side decides how long our packets are, by the next shorter
 *       length of 10, 20, 30 (not with Opus), 40 and 60 ms, and {@code a=maxptime} bounds it; ours
 *       says what we send. Packets that pass a bridge as they are keep the length they came with.
 *   <li>Opus offered with events at 8 kHz alone keeps those, though RFC 4733 §2.1 asks for the
 *       clock of the speech: Asterisk, Cisco and Linphone offer it so.
 * </ul>
 */
@NullMarked
package io.ringway.signaling.sdp.rtp;

import org.jspecify.annotations.NullMarked;
