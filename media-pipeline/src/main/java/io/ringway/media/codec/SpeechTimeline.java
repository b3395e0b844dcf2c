package io.ringway.media.codec;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.rtp.MediaPacket;
import org.agrona.DirectBuffer;

/**
 * Turns a stream's packets and gaps into PCM at the session's rate and channels, as many samples
 * out as were sent.
 *
 * <p>A gap is filled from both ends: concealment after what came before, for 100 ms at most; the
 * redundant copy of the frame just before what comes next, where the next packet has one; exact
 * silence between. While the sender is silent (DTX), so is the output. Thread: the decoding
 * stage's.
 */
public final class SpeechTimeline extends RtpTimeline implements AutoCloseable {

    private static final int BYTES_PER_SAMPLE = 2;

    private final OpusDecoder decoder;
    private final int rateHz;
    private final int frameBytes;
    private final int maxConcealment48k;
    private final int fillSegment48k;

    private int concealedInRow48k;
    private long concealed48k;
    private boolean lastWasCelt;

    /**
     * @param decoder this timeline's own; closed with it
     * @param sink takes segments at the decoder's rate and channels
     * @param counters of the decoding stage
     */
    public SpeechTimeline(
            OpusDecoder decoder, PcmSink sink, TimelineSettings settings, CounterBlock counters) {
        super(sink, settings, counters);
        this.decoder = decoder;
        this.rateHz = decoder.rateHz();
        this.frameBytes = decoder.channels() * BYTES_PER_SAMPLE;
        this.maxConcealment48k = settings.maxConcealmentMs() * (CLOCK_HZ / 1_000);
        this.fillSegment48k = settings.fillSegmentMs() * (CLOCK_HZ / 1_000);
    }

    /** Samples made up for lost packets since the start, silence included, at 48 kHz. */
    public long concealedSamples48k() {
        return concealed48k;
    }

    @Override
    public void close() {
        decoder.close();
    }

    @Override
    int rateHz() {
        return rateHz;
    }

    @Override
    void restart() {
        decoder.reset();
        concealedInRow48k = 0;
        lastWasCelt = false;
    }

    @Override
    boolean packet(MediaPacket packet, int samples48k, int flags) {
        DirectBuffer buffer = packet.buffer();
        int offset = packet.payloadOffset();
        int length = packet.payloadLength();
        int samples = samples48k / (CLOCK_HZ / rateHz);
        if (!sink.claim(samples * frameBytes)) {
            return true;
        }
        int decoded =
                decoder.decode(
                        buffer, offset, length, false, sink.buffer(), sink.offset(), samples);
        if (decoded != samples) {
            sink.abort();
            return false;
        }
        commit(samples * frameBytes, samples, nextRtpTimestamp(), packet.arrivalNs(), flags);
        int frames = samples48k / OpusPacket.frameSamples48k(buffer.getByte(offset));
        counters.add(Counter.FRAMES_DECODED, frames);
        lastWasCelt = OpusPacket.mode(buffer, offset, length) == OpusPacket.MODE_CELT;
        concealedInRow48k = 0;
        return true;
    }

    @Override
    void fill(long from, long to, boolean wasLost, MediaPacket next) {
        long arrivalNs = next.arrivalNs();
        if (!wasLost) {
            silence(from, to, arrivalNs, DTX | SILENCE);
            return;
        }
        concealed48k += to - from;
        long fecFrom = to - fecSamples48k(to - from, next);
        long plcTo = Math.min(fecFrom, from + Math.max(0, maxConcealment48k - concealedInRow48k));
        conceal(from, plcTo, arrivalNs);
        countSilence(plcTo, fecFrom);
        silence(plcTo, fecFrom, arrivalNs, LOST | SILENCE);
        if (fecFrom < to) {
            restore(fecFrom, to, next);
        }
    }

    /** Length of the frame the next packet can restore; 0 when it cannot. */
    private int fecSamples48k(long gap48k, MediaPacket next) {
        DirectBuffer buffer = next.buffer();
        int offset = next.payloadOffset();
        // A decoder coming from CELT frames conceals rather than reads redundancy (RFC 6716 §4.5).
        if (lastWasCelt || !InbandFec.present(buffer, offset, next.payloadLength())) {
            return 0;
        }
        int frame48k = OpusPacket.frameSamples48k(buffer.getByte(offset));
        return frame48k <= gap48k ? frame48k : 0;
    }

    private void restore(long from, long to, MediaPacket next) {
        int samples = samplesBetween(from, to, rateHz);
        if (!sink.claim(samples * frameBytes)) {
            return;
        }
        int decoded =
                decoder.decode(
                        next.buffer(),
                        next.payloadOffset(),
                        next.payloadLength(),
                        true,
                        sink.buffer(),
                        sink.offset(),
                        samples);
        if (decoded == samples) {
            counters.increment(Counter.FRAMES_CONCEALED_FEC);
            commit(samples * frameBytes, samples, from, next.arrivalNs(), LOST | CONCEALED_FEC);
        } else {
            sink.abort();
            silence(from, to, next.arrivalNs(), LOST | SILENCE);
        }
    }

    private void conceal(long from, long to, long arrivalNs) {
        for (long at = from; at < to; at += fillSegment48k) {
            long end = Math.min(to, at + fillSegment48k);
            int samples = samplesBetween(at, end, rateHz);
            // The decoder makes up whole 2.5 ms only; what is beyond the stretch is not committed.
            int quantum = rateHz / 400;
            int whole = (samples + quantum - 1) / quantum * quantum;
            if (samples > 0 && sink.claim(whole * frameBytes)) {
                concealInto(samples, whole, at, arrivalNs);
            }
            concealedInRow48k += (int) (end - at);
        }
    }

    private void concealInto(int samples, int whole, long at, long arrivalNs) {
        if (decoder.conceal(whole, sink.buffer(), sink.offset()) == whole) {
            counters.increment(Counter.FRAMES_CONCEALED_PLC);
            commit(samples * frameBytes, samples, at, arrivalNs, LOST | CONCEALED_PLC);
        } else {
            commitSilence(samples, at, arrivalNs, LOST | SILENCE);
        }
    }

    private void silence(long from, long to, long arrivalNs, int flags) {
        for (long at = from; at < to; at += fillSegment48k) {
            long end = Math.min(to, at + fillSegment48k);
            int samples = samplesBetween(at, end, rateHz);
            if (samples > 0 && sink.claim(samples * frameBytes)) {
                commitSilence(samples, at, arrivalNs, flags);
            }
        }
    }

    private void commitSilence(int samples, long at, long arrivalNs, int flags) {
        sink.buffer().setMemory(sink.offset(), samples * frameBytes, (byte) 0);
        commit(samples * frameBytes, samples, at, arrivalNs, flags);
    }

    private void countSilence(long from, long to) {
        if (to > from) {
            long segments = (to - from + fillSegment48k - 1) / fillSegment48k;
            counters.add(Counter.FRAMES_SILENCE, segments);
        }
    }
}
