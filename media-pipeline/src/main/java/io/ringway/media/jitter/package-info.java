/**
 * From packets as the network delivers them to packets in order, with what is missing said aloud.
 *
 * <p>In: RTP packets in {@link io.ringway.media.jitter.PacketSlab} slots, their parsed headers and
 * the time. Out: calls of a {@link io.ringway.media.jitter.JitterSink}, in sequence order. Thread:
 * the ordering stage's; nothing here reads a clock, blocks, logs, or allocates once built.
 *
 * <p>The policy is completeness: what is in order goes on at once, and only a gap waits. Deviation
 * from RFC 3550 appendix A.1: a stream is believed from its first packet (SRTP has authenticated
 * it), and the first packet after a sequence jump is kept until the second confirms it rather than
 * dropped.
 */
@NullMarked
package io.ringway.media.jitter;

import org.jspecify.annotations.NullMarked;
