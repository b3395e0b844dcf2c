/**
 * From decoded or received audio to a speech service.
 *
 * <p>In come payloads written in place by the stage before ({@link
 * io.ringway.media.segment.SegmentBatcher}, on the forwarding stage's thread, which for the rest of
 * this package is the shard's) and session events; out go {@code StreamMessage}s of the contract in
 * {@code proto/}, on one gRPC stream per shard and target ({@link
 * io.ringway.media.segment.GrpcForwarder}, on its own thread). What the service asks for comes back
 * as {@link io.ringway.media.segment.ServiceRequest}s on that thread. Between the two threads
 * stands the {@link io.ringway.media.segment.ForwardingLane}: two bounded queues and one volatile
 * word; the shard never blocks and never waits.
 *
 * <p>Who may drop: the shard alone, and only batches it has not handed over, so that every gap is
 * told exactly where it is. What was handed over and could not be sent comes back and is accounted
 * for before anything else goes out.
 *
 * <p>Encoding is done by hand into off-heap batches: lengths and gaps known only later are padded
 * varints, which every protobuf parser reads like canonical ones.
 */
@NullMarked
package io.ringway.media.segment;

import org.jspecify.annotations.NullMarked;
