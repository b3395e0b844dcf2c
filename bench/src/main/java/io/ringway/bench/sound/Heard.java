package io.ringway.bench.sound;

/**
 * What came out of a receiver for one trace.
 *
 * @param pcm mono PCM as played or forwarded, from the first packet's first sample on
 * @param rateHz its rate
 * @param concealedPercent samples made up for packets lost or too late, of the samples sent
 * @param meanDelayMs mean over the samples of the time between a packet's arrival and its output
 * @param p95DelayMs that delay's 95th percentile
 * @param durationErrorSamples samples out less samples sent, for receivers that promise an exact
 *     timeline; 0 for those that follow a clock
 */
record Heard(
        short[] pcm,
        int rateHz,
        double concealedPercent,
        double meanDelayMs,
        double p95DelayMs,
        long durationErrorSamples) {}
