/**
 * Providers and exchanges on the other side of a trunk: registration there, whether they are up,
 * which of their servers to use, and whose calls come from them.
 *
 * <p>Comes in: settings, responses and time-outs of our own requests, source addresses. Goes out:
 * REGISTER and OPTIONS requests by the {@link io.ringway.signaling.sip.transport.SipStack}, and the
 * state of each trunk for logs, metrics and routing.
 *
 * <p>{@link io.ringway.signaling.sip.trunk.TrunkRegistration} and {@link
 * io.ringway.signaling.sip.trunk.TrunkServers} decide and touch nothing; time and chance come in.
 * Threads: one timer for all trunks, virtual threads for what resolves names, responses on the
 * stack's; the state of a trunk is behind its own lock, never held over I/O.
 */
@NullMarked
package io.ringway.signaling.sip.trunk;

import org.jspecify.annotations.NullMarked;
