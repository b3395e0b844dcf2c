/**
 * SIP transports and the JAIN-SIP stack above them.
 *
 * <p>Comes in: bytes from UDP, TCP, TLS and WebSockets. Goes out: requests, responses and time-outs
 * to one {@code SipListener}, and what JAIN-SIP's transactions and dialogs send. Sockets are read
 * on {@code sip-loop-N}; JAIN-SIP and the listener run on {@code sip-worker-N}, messages of one
 * Call-ID in order; timers on {@code sip-timer}. Nothing blocks on an event loop.
 *
 * <p>A message's way in: {@code DatagramReader}, {@code StreamReader} with {@code MessageFraming},
 * or {@code WebSocketReader} → {@code Intake} (size, rate of its source) → {@code Workers} → {@code
 * Delivery}: {@code RawMessage}, {@code MessageRules}, {@code Parser}, then JAIN-SIP. Its way out:
 * {@code SipChannel} → {@code Outbox} → {@code DatagramFlow}, {@code StreamFlow}, {@code
 * WebSocketFlow}.
 *
 * <p>Where JAIN-SIP and the RFCs differ, we stand between:
 *
 * <ul>
 *   <li>Its parser is lenient, and slow on long lists. {@code MessageRules} refuses first: request
 *       lines that are not three parts with single spaces (RFC 3261 §7.1), headers or hosts that
 *       are none in the Request-URI, unbalanced quotes, empty parameters and list members, needed
 *       headers that are missing or twice, CSeq of another method or beyond 2**31, Max-Forwards
 *       beyond 255, a branch that is the magic cookie alone. It gets lines with folds undone, long
 *       header names, and a body cut to its Content-Length.
 *   <li>It sends answers by the transport and {@code maddr} a Via names, even opening connections
 *       for a datagram. A request's topmost Via is written to say what it came by, {@code maddr} is
 *       taken out.
 *   <li>It looks for a server transaction by the branch alone. {@code BranchTag} makes branches
 *       differ where sent-by, method or Call-ID do (RFC 3261 §17.2.3), and takes that back in
 *       answers.
 *   <li>It hands stray responses on. Those whose topmost Via is not one of ours are dropped (RFC
 *       3261 §18.1.2).
 *   <li>It looks for a dialog's transport by the port of its first request. We look by transport.
 *   <li>It takes a message to ourselves past the network. Its endpoints have an address no peer
 *       has, so that such messages pass the same guard as all others.
 *   <li>Requests above 1,300 bytes: {@code LargeRequests} sends them by TCP below a transaction
 *       that is one over UDP to JAIN-SIP; when TCP is refused, the same request goes by UDP at
 *       once.
 * </ul>
 *
 * <p>Deviations: a request for a scheme other than {@code sip}, {@code sips} and {@code tel} gets
 * 416 here. Headers in a Request-URI are refused (RFC 4475 §3.1.2.11 allows either). A comma in the
 * display name of From or To outside quotes is refused (§3.1.2.15 allows either). Lines end with
 * CRLF only. A name without a port is looked up by SRV records, else by addresses (RFC 3263 §4.2);
 * NAPTR is not asked, UDP is meant where no transport is named. A thread of the stack waits 100 ms
 * at most for name servers: what it sends to a name that takes longer is refused, and gets there
 * when it is sent again. A WebSocket we open asks for {@code /}, as URIs name no path. One frame is
 * one message, with a Content-Length or without. Messages of more than the limit get 513 on
 * connections and vanish from datagrams.
 *
 * <p>Memory is bounded: connections in all and by address, bytes of a message being framed,
 * messages waiting for a worker, remote addresses whose rate is watched, server transactions. Every
 * drop has a counter ({@code sip-…}).
 */
@NullMarked
package io.ringway.signaling.sip.transport;

import org.jspecify.annotations.NullMarked;
