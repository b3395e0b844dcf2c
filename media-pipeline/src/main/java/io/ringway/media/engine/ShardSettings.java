package io.ringway.media.engine;

import io.ringway.media.shard.WaitPolicy;
import io.ringway.media.stage.StageSettings;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How the media work is spread over threads.
 *
 * @param count shards, 1 to 64
 * @param cores CPUs to pin their threads to, in order, all threads of a shard before those of the
 *     next; empty pins none
 * @param ringSlots datagrams a shard's ring holds; a power of two, 256 to 1,048,576
 * @param slabSlots packets a shard may hold in its jitter buffers, 256 to 1,000,000
 * @param waitPolicy what a shard's thread does when idle
 * @param wakeIntervalNs least time between two wake-ups for deadlines, 0 to 20 ms
 * @param layout which stages share a thread
 * @param stages rings between stages that do not
 */
public record ShardSettings(
        int count,
        List<Integer> cores,
        int ringSlots,
        int slabSlots,
        WaitPolicy waitPolicy,
        long wakeIntervalNs,
        PipelineLayout layout,
        StageSettings stages) {

    private static final long LONGEST_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(20);

    public ShardSettings {
        cores = List.copyOf(cores);
        check(count >= 1 && count <= 64, "shards must be 1 to 64, got " + count);
        check(
                Integer.bitCount(ringSlots) == 1 && ringSlots >= 256 && ringSlots <= 1 << 20,
                "ring-size must be a power of two from 256 to 1048576, got " + ringSlots);
        check(
                slabSlots >= 256 && slabSlots <= 1_000_000,
                "slab slots must be 256 to 1000000, got " + slabSlots);
        check(
                wakeIntervalNs >= 0 && wakeIntervalNs <= LONGEST_INTERVAL_NS,
                "wake interval must be 0 to 20 ms, got " + wakeIntervalNs + " ns");
    }

    /** The same, woken whenever something is due. */
    public ShardSettings(
            int count,
            List<Integer> cores,
            int ringSlots,
            int slabSlots,
            WaitPolicy waitPolicy,
            PipelineLayout layout,
            StageSettings stages) {
        this(count, cores, ringSlots, slabSlots, waitPolicy, 0, layout, stages);
    }

    /** CPU of a thread, counted over all shards, or −1. */
    int coreOf(int thread) {
        return cores.isEmpty() ? -1 : cores.get(thread % cores.size());
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
