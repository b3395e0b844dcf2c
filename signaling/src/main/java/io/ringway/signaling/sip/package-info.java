/**
 * The SIP gateway: the stack, the user agent, the registrar and the trunks put together, so that
 * calls see legs and nothing else of SIP.
 *
 * <p>Comes in: SIP messages by {@link io.ringway.signaling.sip.transport.SipStack}. Goes out: legs
 * to {@link io.ringway.signaling.call.IncomingCalls}. Threads: those of the rooms below; nothing
 * here blocks but starting and closing.
 */
@NullMarked
package io.ringway.signaling.sip;

import org.jspecify.annotations.NullMarked;
