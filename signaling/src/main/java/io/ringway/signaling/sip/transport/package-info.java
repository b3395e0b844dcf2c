/**
 * SIP transports and the JAIN-SIP stack above them.
 *
 * <p>Comes in: bytes from UDP, TCP, TLS and WebSockets. Goes out: requests, responses and time-outs
 * to one {@code SipListener}, and what is sent by JAIN-SIP's transactions. Sockets are
 * read on {@code sip-loop-N}; JAIN-SIP and the listener run on {@code sip-worker-N}, messages of
 * one Call-ID in order; timers on {@code sip-timer}.
 */
@NullMarked
package io.ringway.signaling.sip.transport;

import org.jspecify.annotations.NullMarked;
