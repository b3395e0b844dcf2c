package io.ringway.media.codec;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.rtp.MediaPacket;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes Opus packets on as received, for services that decode themselves; those taken from
 * redundancy (RFC 2198) at their own places. Packets of other codecs go on as Opus, in segments of
 * 20 ms. Where none came, a segment without payload says how long and why. Thread: the decoding
 * stage's.
 */
public final class OpusForward extends RtpTimeline implements AutoCloseable {

    private static final int RATE_HZ = 48_000;

    private final Supplier<OpusTranscoder> transcoders;
    private @Nullable OpusTranscoder transcoder;

    /**
     * @param sink takes segments at 48 kHz whose payload is one Opus packet
     * @param transcoders makes what other codecs need, once their first packet comes; closed with
     *     this
     * @param counters of the decoding stage
     */
    public OpusForward(
            PcmSink sink,
            TimelineSettings settings,
            Supplier<OpusTranscoder> transcoders,
            CounterBlock counters) {
        super(sink, settings, counters);
        this.transcoders = transcoders;
    }

    @Override
    public void close() {
        OpusTranscoder current = transcoder;
        transcoder = null;
        if (current != null) {
            current.close();
        }
    }

    @Override
    int rateHz() {
        return RATE_HZ;
    }

    @Override
    void restart() {
        if (transcoder != null) {
            transcoder.reset();
        }
    }

    @Override
    boolean packet(MediaPacket packet, Codec codec, int ticks, int flags) {
        if (codec != Codec.OPUS) {
            return transcode(packet, codec, ticks, flags);
        }
        int length = packet.payloadLength();
        if (claim(length, ticks)) {
            sink.buffer().putBytes(sink.offset(), packet.buffer(), packet.payloadOffset(), length);
            commit(length, ticks, nextRtpTimestamp(), packet.arrivalNs(), flags);
        }
        return true;
    }

    private boolean transcode(MediaPacket packet, Codec codec, int ticks, int flags) {
        OpusTranscoder current = transcoder;
        if (current == null) {
            current = transcoders.get();
            transcoder = current;
        }
        int samples = current.decode(packet, codec);
        if (samples < 0) {
            return false;
        }
        counters.increment(Counter.FRAMES_DECODED);
        int ratio = RATE_HZ / clockHz();
        int done = 0;
        int piece = OpusTranscoder.pieceSamples(samples);
        while (piece > 0) {
            long timestamp = nextRtpTimestamp() + done / ratio;
            tellPiece(current, done, piece, timestamp, packet.arrivalNs(), flags);
            done += piece;
            piece = OpusTranscoder.pieceSamples(samples - done);
        }
        // Less than Opus' shortest frame.
        long from = nextRtpTimestamp();
        tellEmpty(from + done / ratio, from + ticks, packet.arrivalNs(), flags | LOST);
        return true;
    }

    private void tellPiece(
            OpusTranscoder current,
            int fromSample,
            int samples,
            long timestamp,
            long arrivalNs,
            int flags) {
        if (!claim(OpusTranscoder.MAX_PACKET_BYTES, samples)) {
            return;
        }
        int length = current.encode(fromSample, samples, sink.buffer(), sink.offset());
        if (length > 0) {
            commit(length, samples, timestamp, arrivalNs, flags);
        } else {
            counters.increment(Counter.DROP_ENCODE_FAILED);
            commit(0, samples, timestamp, arrivalNs, flags | LOST);
        }
    }

    @Override
    void comfort(MediaPacket packet) {
        // The silence behind it is told by its length.
    }

    @Override
    void fill(long from, long to, boolean wasLost, MediaPacket next) {
        tellEmpty(from, to, next.arrivalNs(), wasLost ? LOST : DTX);
    }
}
