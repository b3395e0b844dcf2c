/**
 * DTLS-SRTP key agreement (RFC 5764, RFC 5763) over BouncyCastle's bctls.
 *
 * <p>In: datagrams of class DTLS (RFC 7983) whose sender ICE has validated, given by event loops,
 * and the fingerprints of the SDP. Out: datagrams to send, then SRTP keys or one reason why there
 * are none, told to a {@link io.ringway.media.dtls.DtlsListener} on the association's own virtual
 * thread. Every association has one such thread from start to close; it is parked unless a
 * handshake is under way, and the number of handshakes under way is bounded. The protocol is
 * bctls's; who computes is {@link io.ringway.media.dtls.HandshakeCrypto}'s choice.
 *
 * <p>DTLS 1.2 only, with ephemeral elliptic-curve keys, AES-GCM and the extended master secret.
 * Datagrams pass {@link io.ringway.media.dtls.DtlsRecordGuard} before bctls sees them: bctls 1.84
 * allocates what a fragment declares (CVE-2026-59646), and ends a finished association on a forged
 * record that is too short to hold a tag. Deviations: no cookie exchange (RFC 6347 §4.2.1), as ICE
 * has already shown that the address is reachable; chains are not validated (RFC 8827 §6.5), the
 * fingerprint is what counts.
 */
@NullMarked
package io.ringway.media.dtls;

import org.jspecify.annotations.NullMarked;
