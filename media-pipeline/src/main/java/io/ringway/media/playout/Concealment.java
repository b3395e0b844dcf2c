package io.ringway.media.playout;

/**
 * Makes up sound for as long as no packet can be played: concealment of what is missing, or comfort
 * noise, in pieces that end where the next packet begins.
 */
final class Concealment {

    private static final int CHUNKS_A_SECOND = 100;
    private static final int QUANTA_A_SECOND = 400;

    /** A sender that stays silent longer without a word has gone. */
    private static final long MAX_COMFORT_48K = 48_000;

    private final int rateHz;
    private final int ratio;
    private final WaitingPackets waiting;
    private final PacketDecoder decoder;
    private final Expand expand;
    private final PlayoutStatistics statistics;

    private long made48k;
    private long concealed48k;

    Concealment(
            int rateHz,
            WaitingPackets waiting,
            PacketDecoder decoder,
            Expand expand,
            PlayoutStatistics statistics) {
        this.rateHz = rateHz;
        this.ratio = MediaTime.RATE_HZ / rateHz;
        this.waiting = waiting;
        this.decoder = decoder;
        this.expand = expand;
        this.statistics = statistics;
    }

    /** What was made up since the last real sound. */
    long made48k() {
        return made48k;
    }

    /** Whether concealment has faded out. */
    boolean muted() {
        return expand.muted();
    }

    /** Whether a sender that was silent must be taken for gone. */
    boolean comfortEnds() {
        return made48k > MAX_COMFORT_48K;
    }

    /** Real sound comes, or none will. */
    void restart() {
        made48k = 0;
        concealed48k = 0;
        expand.restart();
    }

    /** Appends comfort noise after this media time. */
    void comfort(long next48k) {
        int samples = chunk(next48k);
        expand.comfort(samples);
        statistics.comfortSamples += samples;
        made48k += (long) samples * ratio;
    }

    /** Appends concealment after this media time. */
    void conceal(long next48k) {
        int samples = chunk(next48k);
        if (!expand.active()) {
            statistics.concealmentEvents++;
        }
        expand.conceal(samples);
        statistics.concealedSamples += samples;
        made48k += (long) samples * ratio;
        concealed48k += (long) samples * ratio;
    }

    /** No packet was missing: what was made up stands for a pause of the sender. */
    void settlePause(long pause48k) {
        long samples = Math.min(pause48k, concealed48k) / ratio;
        statistics.concealedSamples -= samples;
        statistics.comfortSamples += samples;
    }

    /** Made up at once: 10 ms, or what is missing until the next packet in whole 2.5 ms. */
    private int chunk(long next48k) {
        int chunk = rateHz / CHUNKS_A_SECOND;
        if (waiting.count() == 0) {
            return chunk;
        }
        int quantum = rateHz / QUANTA_A_SECOND;
        long first = waiting.first();
        long missing48k = waiting.media48k(first) - next48k - made48k;
        int redundant48k = decoder.redundant48k(first);
        if (missing48k > redundant48k) {
            missing48k -= redundant48k;
        }
        long missing = (missing48k / ratio + quantum - 1) / quantum * quantum;
        return Math.clamp(missing, quantum, chunk);
    }
}
