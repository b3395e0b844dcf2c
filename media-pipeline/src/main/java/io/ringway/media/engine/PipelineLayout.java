package io.ringway.media.engine;

/** Which stages of a shard share a thread. */
public enum PipelineLayout {
    /**
     * All on one pinned thread: no hand-off between decryption and the batch for the speech
     * service.
     */
    FUSED,
    /** Decryption, ordering, decoding and forwarding on a thread each, with a ring between. */
    STAGED
}
