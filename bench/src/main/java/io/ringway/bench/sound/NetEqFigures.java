package io.ringway.bench.sound;

/**
 * What libwebrtc says of its own NetEQ over one trace, from the first packet to the stream's end;
 * terms are those of W3C's webrtc-stats.
 *
 * <p>Delays are {@code jitterBufferDelay} over {@code jitterBufferEmittedCount}: each sample's time
 * from its packet's arrival until the packet leaves the buffer for the decoder, in ticks of 10 ms.
 * That is the delay of a packet's first sample, give or take a tick; the others sound one after
 * another from then on. Concealed samples were never in the buffer and have no delay.
 *
 * @param concealedPercent {@code concealedSamples} of the samples sent; not of {@code
 *     totalSamplesReceived}, which grows with the silence around a stream
 * @param silentConcealedPercent the part of these that was silence or comfort noise, as after a
 *     long gap or in discontinuous transmission
 * @param meanDelayMs over all samples
 * @param p95DelayMs 95th percentile of the mean delays between two polls, 100 ms apart, each
 *     weighted by the samples emitted between them; shorter peaks than that are smoothed
 * @param meanTargetDelayMs {@code jitterBufferTargetDelay}: what NetEQ aimed at
 * @param stretchedPercent {@code insertedSamplesForDeceleration} of all
 * @param shortenedPercent {@code removedSamplesForAcceleration} of all
 * @param fecPacketsReceived packets that carried a copy of the one before
 * @param fecPacketsDiscarded of these, whose copy was not needed
 * @param packetsDiscarded came too late, or twice
 */
record NetEqFigures(
        double concealedPercent,
        double silentConcealedPercent,
        double meanDelayMs,
        double p95DelayMs,
        double meanTargetDelayMs,
        double stretchedPercent,
        double shortenedPercent,
        long fecPacketsReceived,
        long fecPacketsDiscarded,
        long packetsDiscarded) {}
