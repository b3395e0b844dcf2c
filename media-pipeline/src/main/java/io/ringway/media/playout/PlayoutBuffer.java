package io.ringway.media.playout;

import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.codec.AudioSource;
import io.ringway.media.counters.Counter;
import io.ringway.media.jitter.PacketSlab;
import org.agrona.DirectBuffer;

/**
 * Plays a received stream in real time: packets go in as the network delivers them, a frame comes
 * out whenever the reader's clock asks for one.
 *
 * <p>Sound is delayed by as much as nearly all packets need ({@link TargetDelay}). What is missing
 * then is restored from the next packet or concealed; the delay is changed by leaving out or
 * repeating pitch periods. Drifting clocks, pauses, jumps of the timestamp and restarted senders
 * are absorbed. Thread: one, the reader's.
 */
public final class PlayoutBuffer implements AudioSource, AutoCloseable {

    private final AudioDecoder format;
    private final WaitingPackets waiting;
    private final PacketIntake intake;
    private final PacketDecoder decoder;
    private final Playout playout;
    private final PlayoutStatistics statistics = new PlayoutStatistics();
    private final PlayoutScratch scratch;
    private final boolean ownsScratch;
    private AudioDecoder newestDecoder;
    private boolean closed;

    /**
     * @param decoder owned and closed; its rate and channels are the output's
     * @param slab where packets wait, of the same thread
     */
    public PlayoutBuffer(AudioDecoder decoder, PacketSlab slab, PlayoutSettings settings) {
        this(decoder, slab, settings, new PlayoutScratch(), true);
    }

    /**
     * @param decoder owned and closed; its rate and channels are the output's
     * @param slab where packets wait, of the same thread
     * @param scratch of the same thread, shared with its other buffers, and closed after them
     */
    public PlayoutBuffer(
            AudioDecoder decoder,
            PacketSlab slab,
            PlayoutSettings settings,
            PlayoutScratch scratch) {
        this(decoder, slab, settings, scratch, false);
    }

    private PlayoutBuffer(
            AudioDecoder decoder,
            PacketSlab slab,
            PlayoutSettings settings,
            PlayoutScratch scratch,
            boolean ownsScratch) {
        this.format = decoder;
        this.newestDecoder = decoder;
        this.scratch = scratch;
        this.ownsScratch = ownsScratch;
        this.waiting = new WaitingPackets(slab, settings.capacityPackets());
        RelativeDelay relativeDelay = new RelativeDelay();
        TargetDelay target = new TargetDelay(settings);
        SyncBuffer sync = new SyncBuffer(decoder.rateHz(), decoder.channels());
        this.decoder = new PacketDecoder(decoder, slab, waiting, sync, scratch);
        this.intake =
                new PacketIntake(
                        decoder, slab, waiting, this.decoder, relativeDelay, target, statistics);
        this.playout =
                new Playout(
                        decoder.rateHz(),
                        settings,
                        waiting,
                        this.decoder,
                        sync,
                        scratch,
                        relativeDelay,
                        target,
                        statistics);
    }

    @Override
    public int rateHz() {
        return format.rateHz();
    }

    @Override
    public int channels() {
        return format.channels();
    }

    /**
     * Takes a packet; its payload is copied.
     *
     * @param sequence 16 bits
     * @param rtpTimestamp 32 bits, of the newest decoder's clock
     * @param payloadType for the caller's use of {@link #setDecoder}; every payload is taken to be
     *     for the newest decoder
     * @return 0, or the negative {@link Counter#code} that tells why it was not taken: late,
     *     duplicate, no slot free, longer than a slot, or malformed
     */
    public int insert(
            DirectBuffer buffer,
            int payloadOffset,
            int payloadLength,
            int sequence,
            long rtpTimestamp,
            int payloadType,
            boolean marker,
            long arrivalNs) {
        return intake.insert(
                buffer, payloadOffset, payloadLength, sequence, rtpTimestamp, arrivalNs);
    }

    /**
     * Later packets are for another decoder; those that wait are played by the old one.
     *
     * @param decoder owned and closed, with the same output
     * @throws IllegalArgumentException when its rate or channels differ
     */
    public void setDecoder(AudioDecoder decoder) {
        if (decoder.rateHz() != rateHz() || decoder.channels() != channels()) {
            throw new IllegalArgumentException(
                    "the output is "
                            + rateHz()
                            + " Hz by "
                            + channels()
                            + ", the new decoder's "
                            + decoder.rateHz()
                            + " by "
                            + decoder.channels());
        }
        if (this.decoder.switches()) {
            // Only one decoder can wait: what comes before the next is given up.
            discardWaiting();
            this.decoder.start();
        }
        newestDecoder = decoder;
        this.decoder.follow(decoder);
        intake.restart(decoder);
    }

    /** Later packets are another sender's (another SSRC); those that wait are played. */
    public void restart() {
        intake.restart(newestDecoder);
    }

    /** False only before the first packet is due, or after a silence longer than the idle time. */
    @Override
    public boolean read(short[] pcm, int samplesPerChannel, long nowNs) {
        return playout.read(pcm, samplesPerChannel, intake.lastArrivalNs(), nowNs);
    }

    /** A live view. */
    public PlayoutStatistics statistics() {
        return statistics;
    }

    /** Gives back slots and frees the decoders; any later call is a bug. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        discardWaiting();
        decoder.close();
        if (ownsScratch) {
            scratch.close();
        }
    }

    private void discardWaiting() {
        while (waiting.count() > 0) {
            waiting.remove(waiting.first());
        }
    }
}
