/**
 * Calls: who is connected with whom, and what happens next, whatever protocol each party speaks.
 *
 * <p>A call is a pure state machine over legs: events go in, effects come out. Protocols join by
 * three seams: they hand in a {@link io.ringway.signaling.call.CallLeg} for every party that calls
 * ({@link io.ringway.signaling.call.IncomingCalls}), make one for every party that is to be called
 * ({@link io.ringway.signaling.call.LegDialer}), and tell what becomes of it by {@link
 * io.ringway.signaling.call.LegSignal}s.
 *
 * <p>Threads: the machine has none; whoever runs it lets one event in at a time. Methods of legs
 * and observers enqueue and return at once.
 */
@NullMarked
package io.ringway.signaling.call;

import org.jspecify.annotations.NullMarked;
