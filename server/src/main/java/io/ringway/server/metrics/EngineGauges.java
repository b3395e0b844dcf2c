package io.ringway.server.metrics;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What the media engine can say of this moment; read on the thread that serves the page.
 *
 * @param activeSessions calls open now
 * @param rings one entry a shard
 */
public record EngineGauges(IntSupplier activeSessions, Supplier<List<RingLoad>> rings) {

    /**
     * How full a shard's ring is.
     *
     * @param used slots waiting to be handled
     * @param capacity slots there are
     */
    public record RingLoad(String shard, long used, long capacity) {}
}
