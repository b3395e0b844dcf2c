/**
 * Phones that register here (RFC 3261 §10), and where they are reached.
 *
 * <p>Comes in: REGISTER requests, what they came by, and connections that close. Goes out:
 * responses, and {@link io.ringway.signaling.sip.registrar.Binding}s for whoever calls a user. A
 * phone behind NAT, and any phone on a connection, is reached by the flow it registered by (RFC
 * 5626, RFC 3581), or by the path of proxies in between (RFC 3327).
 *
 * <p>Threads: requests on the stack's, sweeps and pings on one timer; the bindings are behind one
 * lock that is never held over I/O. Every table has a cap.
 *
 * <p>Deviations. Digest is always asked for. Of RFC 5626 there are instances, registration ids and
 * flows; one flow-timer for all, no flow recovery by token.
 */
@NullMarked
package io.ringway.signaling.sip.registrar;

import org.jspecify.annotations.NullMarked;
