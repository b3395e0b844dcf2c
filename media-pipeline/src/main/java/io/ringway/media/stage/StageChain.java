package io.ringway.media.stage;

import io.ringway.media.jitter.JitterSink;
import io.ringway.media.shard.Stage;

/**
 * The stages behind decryption in the order a packet walks them, and the way to each.
 *
 * <p>Thread: the decrypting one for the methods; each stage and the hop behind it belong to that
 * stage's own.
 */
public record StageChain(
        Hop<PacketTaker> toOrdering,
        Stage ordering,
        Hop<JitterSink> toDecoding,
        Stage decoding,
        Hop<SegmentTaker> toForwarding,
        Stage forwarding) {

    /** All stages on the thread that decrypts. */
    public static StageChain fused(Stage shard) {
        return new StageChain(
                new DirectHop<>(), shard, new DirectHop<>(), shard, new DirectHop<>(), shard);
    }

    /** Runs a command in the ordering stage, behind every packet that went there before. */
    public void onOrdering(Runnable command) {
        toOrdering.execute(command);
    }

    /** Runs a command in the decoding stage, behind every packet that set out before. */
    public void onDecoding(Runnable command) {
        toOrdering.execute(() -> toDecoding.execute(command));
    }

    /** Runs a command in the forwarding stage, behind every packet that set out before. */
    public void onForwarding(Runnable command) {
        onDecoding(() -> toForwarding.execute(command));
    }

    /** The same for a command that may get lost where there is no room, which is counted. */
    public void offerToForwarding(Runnable command) {
        toOrdering.offer(() -> toDecoding.offer(() -> toForwarding.offer(command)));
    }
}
