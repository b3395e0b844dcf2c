/**
 * RTP and RTCP as bytes (RFC 3550, RFC 5506, RFC 8285): flyweights, writers, reception statistics,
 * levels of audio (RFC 6464).
 *
 * <p>In come packets already authenticated and decrypted, and the monotonic time they arrived at;
 * out come fields, offsets and report blocks. Nothing here has a clock or a socket of its own, and
 * nothing allocates once made. Thread: whoever owns the object, in practice the leg's shard; static
 * methods any.
 *
 * <p>Deviations: a source is valid from its first packet (no probation, RFC 3550 A.1), because SRTP
 * has already authenticated it; SDES, APP, XR and payload-specific feedback are checked for length
 * and skipped.
 */
@NullMarked
package io.ringway.media.rtp;

import org.jspecify.annotations.NullMarked;
