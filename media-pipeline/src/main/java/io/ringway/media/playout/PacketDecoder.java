package io.ringway.media.playout;

import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.jitter.PacketSlab;
import org.jspecify.annotations.Nullable;

/**
 * Decodes waiting packets to the end of the sync buffer, and changes to the next decoder where its
 * first packet comes.
 */
final class PacketDecoder implements AutoCloseable {

    private final PacketSlab slab;
    private final WaitingPackets waiting;
    private final SyncBuffer sync;
    private final PlayoutScratch scratch;

    private AudioDecoder decoder;
    private @Nullable AudioDecoder following;
    private long startsAt = Long.MAX_VALUE;

    PacketDecoder(
            AudioDecoder decoder,
            PacketSlab slab,
            WaitingPackets waiting,
            SyncBuffer sync,
            PlayoutScratch scratch) {
        this.decoder = decoder;
        this.slab = slab;
        this.waiting = waiting;
        this.sync = sync;
        this.scratch = scratch;
    }

    /** Packets that are yet to come are for this decoder. */
    void follow(AudioDecoder next) {
        if (following != null) {
            following.close();
        }
        following = next;
        startsAt = Long.MAX_VALUE;
    }

    /** From this packet on, it is another sender's stream or another decoder's. */
    void startAt(long sequence) {
        startsAt = sequence;
    }

    /** Whether packets wait for a decoder that has not begun. */
    boolean switches() {
        return following != null && startsAt != Long.MAX_VALUE;
    }

    /** Whether the packet does not continue what was decoded before it. */
    boolean isStart(long sequence) {
        return sequence >= startsAt;
    }

    /** Leaves the old stream behind. */
    void start() {
        startsAt = Long.MAX_VALUE;
        if (following == null) {
            decoder.reset();
            return;
        }
        decoder.close();
        decoder = following;
        following = null;
    }

    /**
     * Decodes a packet, which then is done with.
     *
     * @return samples appended, 0 when the decoder refuses it
     */
    int decode(long sequence) {
        if (isStart(sequence)) {
            start();
        }
        int samples =
                decoder.decode(
                        slab.buffer(),
                        waiting.offset(sequence),
                        waiting.length(sequence),
                        scratch.decoded(),
                        0,
                        room());
        waiting.remove(sequence);
        return appended(samples);
    }

    /** Length of the frame before a packet that the packet can restore; 0 when it cannot. */
    int redundant48k(long sequence) {
        int ticks =
                isStart(sequence)
                        ? 0
                        : decoder.redundantTicks(
                                slab.buffer(), waiting.offset(sequence), waiting.length(sequence));
        return ticks <= 0 ? 0 : (int) ((long) ticks * MediaTime.RATE_HZ / decoder.clockRateHz());
    }

    /** Decodes the copy of the frame before a packet. */
    int restore(long sequence, int samples) {
        int restored =
                decoder.restore(
                        slab.buffer(),
                        waiting.offset(sequence),
                        waiting.length(sequence),
                        scratch.decoded(),
                        0,
                        samples);
        return appended(restored);
    }

    /** Lets the decoder make up what is missing. */
    int conceal(int samples) {
        return appended(decoder.conceal(samples, scratch.decoded(), 0));
    }

    @Override
    public void close() {
        decoder.close();
        if (following != null) {
            following.close();
            following = null;
        }
    }

    private int room() {
        return decoder.rateHz() / 1_000 * 120;
    }

    private int appended(int samples) {
        if (samples <= 0) {
            return 0;
        }
        sync.append(scratch.decoded(), 0, samples);
        return samples;
    }
}
