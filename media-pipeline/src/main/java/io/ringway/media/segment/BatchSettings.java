package io.ringway.media.segment;

import java.util.concurrent.TimeUnit;

/**
 * How segments are gathered into batches and how long they may wait for a speech service.
 *
 * @param batchBytes size of one batch and so of the largest message, 32768 to 1048576
 * @param batches batches of one shard; memory is {@code batches × batchBytes}. For {@code
 *     maxQueueAgeNs} to be the bound that counts, there have to be as many as that time fills: 1 s
 *     of 500 calls of 16 kHz PCM are 16 MB
 * @param maxSegments most segments in one batch
 * @param inFlightBatches most batches handed to the forwarder and not yet back
 * @param flushAgeNs longest time a segment waits for others to travel with
 * @param flushOnEndOfBatch whether to send what there is whenever the shard has emptied its ring
 * @param maxQueueAgeNs age at which a batch that cannot be sent is dropped
 * @param eventQueueCapacity most DTMF and mark events waiting; sessions' beginnings and ends are
 *     always taken
 */
public record BatchSettings(
        int batchBytes,
        int batches,
        int maxSegments,
        int inFlightBatches,
        long flushAgeNs,
        boolean flushOnEndOfBatch,
        long maxQueueAgeNs,
        int eventQueueCapacity) {

    private static final int MIN_BATCH_BYTES = 32 * 1024;
    private static final int MAX_BATCH_BYTES = 1024 * 1024;

    /** What serves a few hundred calls a shard. */
    public static final BatchSettings DEFAULTS =
            new BatchSettings(
                    64 * 1024,
                    256,
                    512,
                    8,
                    TimeUnit.MILLISECONDS.toNanos(5),
                    true,
                    TimeUnit.MILLISECONDS.toNanos(1_000),
                    4_096);

    public BatchSettings {
        require(batchBytes, MIN_BATCH_BYTES, MAX_BATCH_BYTES, "batch-bytes");
        require(inFlightBatches, 1, 1_024, "in-flight-batches");
        // One open, one in hand, the rest in flight or waiting: there is always one to be had.
        require(batches, inFlightBatches + 2, 65_536, "batches");
        require(maxSegments, 1, 65_536, "max-segments");
        require(flushAgeNs, 0, TimeUnit.SECONDS.toNanos(1), "flush-age in ns");
        require(
                maxQueueAgeNs,
                TimeUnit.MILLISECONDS.toNanos(20),
                TimeUnit.SECONDS.toNanos(60),
                "max-queue-age in ns");
        require(eventQueueCapacity, 1, 1_000_000, "event-queue-capacity");
    }

    private static void require(long value, long min, long max, String name) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "speech " + name + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
