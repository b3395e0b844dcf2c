/**
 * A bad network, made from a seed: which packets are lost, how long the others take, which overtake
 * each other, and how far the sender's clock is off.
 *
 * <p>In: an {@link io.ringway.server.impairment.Impairment} and, packet after packet, the time it
 * is sent. Out: lost, or a delay in nanoseconds. Sans-IO: no clock, no thread; all chance comes
 * from the seed by algorithms the Java specification fixes, so that a seed means the same packets
 * on every machine.
 */
@NullMarked
package io.ringway.server.impairment;

import org.jspecify.annotations.NullMarked;
