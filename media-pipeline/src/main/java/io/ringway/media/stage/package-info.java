/**
 * How the stages behind decryption (ordering, decoding, forwarding) follow one another: by plain
 * calls on one thread, or each on a thread of its own with a Disruptor ring between.
 *
 * <p>A stage calls the next one through an interface ({@link io.ringway.media.stage.PacketTaker},
 * {@link io.ringway.media.jitter.JitterSink}, {@link io.ringway.media.stage.SegmentTaker}). When a
 * stream is opened, a {@link io.ringway.media.stage.Hop} decides what stands behind it: the next
 * stage itself, or a proxy that copies what it is told into a ring.
 *
 * <p>In come packets, ordered packets and segments on the thread of the stage before; out they go
 * on the thread of the stage after, in order, with the commands sent between them. A full ring
 * drops packets and segments, and counts them; what was dropped is told as lost by what comes next.
 * Commands are never dropped.
 */
@NullMarked
package io.ringway.media.stage;

import org.jspecify.annotations.NullMarked;
