/**
 * SRTP and SRTCP (RFC 3711, RFC 6188, RFC 7714).
 *
 * <p>In come protected packets and master keys of DTLS or of the SDP; out come plain ones, and the
 * other way round. {@link io.ringway.media.srtp.SrtpCrypto} makes one {@link
 * io.ringway.media.srtp.SrtpReceiver} and one {@link io.ringway.media.srtp.SrtpSender} a leg. All
 * of it belongs to one thread, the leg's shard; buffers are off-heap. Warm paths allocate nothing,
 * except AES-GCM by the Java provider (see {@link io.ringway.media.srtp.CryptoProvider}).
 *
 * <p>Deviations: no MKI, no key derivation rate, no header encryption, as neither DTLS-SRTP nor our
 * SDP negotiates them. The first packet of an SSRC is also tried with a rollover counter of 1, for
 * a sender that began just below the wrap and whose packets before it were lost. A sender refuses
 * to seal one index twice. SRTCP whose E bit is 0 is accepted when it is authentic, as RFC 3711
 * §3.4 lets the sender choose.
 */
@NullMarked
package io.ringway.media.srtp;

import org.jspecify.annotations.NullMarked;
