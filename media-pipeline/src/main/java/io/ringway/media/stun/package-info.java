/**
 * STUN (RFC 8489) as ICE needs it: short-term credentials over UDP.
 *
 * <p>In come datagrams as Agrona buffers, out go answers written into buffers of the caller, a
 * length, or the {@link io.ringway.media.counters.Counter#code()} that says why there is none. No
 * clock, socket or thread is touched. {@link io.ringway.media.stun.StunMessage}, {@link
 * io.ringway.media.stun.StunWriter} and {@link io.ringway.media.stun.StunIntegrity} hold scratch
 * memory: one of each per thread.
 *
 * <p>Deviations: MESSAGE-INTEGRITY-SHA256 is tolerated and ignored, because RFC 8445 and every
 * browser use HMAC-SHA1; a request that carries only the newer one is not answered. A FINGERPRINT
 * has to be the last attribute, and lengths have to add up exactly, as both keep other protocols on
 * the same port from being taken for STUN.
 */
@NullMarked
package io.ringway.media.stun;

import org.jspecify.annotations.NullMarked;
