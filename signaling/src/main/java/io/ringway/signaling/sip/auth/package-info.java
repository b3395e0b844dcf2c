/**
 * Digest authentication of SIP requests, both sides (RFC 3261 §22, RFC 7616, RFC 8760).
 *
 * <p>The server side keeps no state for whoever has not proved a password: a nonce is a time, a
 * number and a keyed hash over both, the realm and the source's address. What it remembers of those
 * who did is bounded: counts of nonces in use, and failures of sources that were seen to receive
 * our challenges. The client side answers challenges of configured realms only.
 *
 * <p>Comes in: requests and responses as JAIN-SIP parsed them, and the time. Goes out: verdicts,
 * and requests with credentials. Thread: any; nothing blocks.
 *
 * <p>Deviations. No {@code userhash} and no {@code username*} (RFC 7616 §3.4.4). Quoted values are
 * hashed as written, escapes included, as {@code unq()} is commonly read; names with quotes or
 * backslashes are refused. A request without {@code qop}, as RFC 2069 clients send it, may use a
 * nonce once.
 */
@NullMarked
package io.ringway.signaling.sip.auth;

import org.jspecify.annotations.NullMarked;
