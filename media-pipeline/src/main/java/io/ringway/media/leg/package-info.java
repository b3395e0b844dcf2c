/**
 * Legs: everything Ringway knows about one remote party's media.
 *
 * <p>In come packets, checks, keys, commands and deadlines, all on the owning shard's thread; out
 * go sealed packets on the egress queues, ordered audio to the stages behind, and events to
 * signaling.
 */
@NullMarked
package io.ringway.media.leg;

import org.jspecify.annotations.NullMarked;
