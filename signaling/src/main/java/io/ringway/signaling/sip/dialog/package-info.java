/**
 * The SIP user agent: dialogs of phones and trunks, as legs of calls.
 *
 * <p>Comes in: requests and responses from JAIN-SIP's transactions, and what calls ask of a {@link
 * io.ringway.signaling.call.CallLeg}. Goes out: requests and responses, and {@link
 * io.ringway.signaling.call.LegSignal}s. {@link io.ringway.signaling.sip.dialog.SipUserAgent} finds
 * the leg a message belongs to; everything about a leg runs on the leg's own {@link
 * io.ringway.signaling.call.SerialQueue}, timers included, so that no class behind it has locks.
 * Decisions that need no I/O are classes of their own (SessionTimer, ReliableProvisional,
 * Retransmission, Glare, KeyPresses, RequestCheck) and take time as a number.
 *
 * <p>Transactions (RFC 3261 §17) are JAIN-SIP's. Dialogs are ours: JAIN-SIP ties one to each
 * transaction and answers some requests itself, which leaves no room for several early dialogs of
 * one INVITE, offers in PRACK, or a final response that is sent again over RFC 6026's time. So the
 * provider's automatic dialog support is switched off.
 *
 * <p>Deviations: a fork that loses keeps its early dialog only until its final response. A strict
 * router (no {@code lr}) in a route set is left to the stack's router. A REFER outside a dialog
 * gets 403, as we call nobody for those who are in no call. OPTIONS is answered without SDP, which
 * RFC 3261 §11.2 leaves to us.
 */
@NullMarked
package io.ringway.signaling.sip.dialog;

import org.jspecify.annotations.NullMarked;
