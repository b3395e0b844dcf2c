package io.ringway.media.playout;

/**
 * What a {@link PlayoutBuffer} did to its stream; a live view, samples per channel at the output's
 * rate since the start. Thread: the buffer's.
 */
public final class PlayoutStatistics {

    long playedSamples;
    long concealedSamples;
    long restoredSamples;
    long comfortSamples;
    long acceleratedSamples;
    long expandedSamples;
    long lateSamples;
    long discardedSamples;
    long concealmentEvents;
    long delayNs;
    long targetNs;

    PlayoutStatistics() {}

    /** All that was read. */
    public long playedSamples() {
        return playedSamples;
    }

    /**
     * Made up in place of packets lost or too late, silence after long gaps included. What turns
     * out to have been a pause of the sender is counted as comfort noise instead when the next
     * packet tells so.
     */
    public long concealedSamples() {
        return concealedSamples;
    }

    /** Read from the redundant copy in the next packet. */
    public long restoredSamples() {
        return restoredSamples;
    }

    /** Made up while the sender was silent (DTX). */
    public long comfortSamples() {
        return comfortSamples;
    }

    /** Left out to lower the delay. */
    public long acceleratedSamples() {
        return acceleratedSamples;
    }

    /** Put in to raise the delay, decoded sound repeated. */
    public long expandedSamples() {
        return expandedSamples;
    }

    /** In packets that came after their place had been played. */
    public long lateSamples() {
        return lateSamples;
    }

    /** In packets dropped because too much waited, or because they could not be decoded. */
    public long discardedSamples() {
        return discardedSamples;
    }

    /** How often concealment began. */
    public long concealmentEvents() {
        return concealmentEvents;
    }

    /**
     * How much later the last frame of real sound began than it could have on the fastest of recent
     * packets.
     */
    public long delayNs() {
        return delayNs;
    }

    /** {@link #delayNs} in milliseconds. */
    public double delayMs() {
        return delayNs / 1e6;
    }

    /** The delay aimed at, in milliseconds. */
    public double targetMs() {
        return targetNs / 1e6;
    }
}
