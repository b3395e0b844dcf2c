package io.ringway.media.codec;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.rtp.MediaPacket;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a stream's packets and gaps into PCM at the session's rate and channels, as many samples
 * out as were sent.
 *
 * <p>A gap is filled from both ends: concealment after what came before, for 100 ms at most; the
 * redundant copy of the frame just before what comes next, where the next packet has one; exact
 * silence between. While the sender is silent (DTX), so is the output, or it sounds as the sender's
 * comfort noise says (RFC 3389). Where a {@link VoiceGate} finds that packets say silence, they are
 * not decoded. Thread: the decoding stage's.
 */
public final class SpeechTimeline extends RtpTimeline implements AutoCloseable {

    private static final int BYTES_PER_SAMPLE = 2;
    private static final int REPORTED_HZ = 48_000;

    private final SpeechDecoders decoders;
    private final BackgroundNoise background;
    private final GatedDecoding gated;
    private final int rateHz;
    private final int frameBytes;

    private @Nullable AudioDecoder decoder;
    private @Nullable Codec codec;
    private long concealedInRowTicks;
    private long concealed48k;
    private long decoded48k;
    private boolean lastWasCelt;

    /**
     * @param decoder this timeline's own; closed with it
     * @param sink takes segments at the decoder's rate and channels
     * @param counters of the decoding stage
     */
    public SpeechTimeline(
            OpusDecoder decoder, PcmSink sink, TimelineSettings settings, CounterBlock counters) {
        this(SpeechDecoders.of(decoder), sink, settings, false, counters);
    }

    /**
     * @param decoders this timeline's own; closed with it
     * @param sink takes segments at the decoders' rate and channels
     * @param voiceGated whether Opus packets that say that nobody speaks are told as silence
     * @param counters of the decoding stage
     */
    public SpeechTimeline(
            SpeechDecoders decoders,
            PcmSink sink,
            TimelineSettings settings,
            boolean voiceGated,
            CounterBlock counters) {
        super(sink, settings, counters);
        this.decoders = decoders;
        this.background = new BackgroundNoise(decoders.rateHz(), decoders.channels());
        this.gated = new GatedDecoding(voiceGated, decoders.rateHz(), decoders.channels());
        this.rateHz = decoders.rateHz();
        this.frameBytes = decoders.channels() * BYTES_PER_SAMPLE;
    }

    /** Samples made up for lost packets since the start, silence included, at 48 kHz. */
    public long concealedSamples48k() {
        return concealed48k;
    }

    /** Samples decoded from packets since the start, at 48 kHz. */
    public long decodedSamples48k() {
        return decoded48k;
    }

    /** Samples of packets that were not decoded because nobody spoke, at 48 kHz. */
    public long gatedSamples48k() {
        return gated.heldBackSamples48k();
    }

    @Override
    public void close() {
        decoders.close();
        gated.close();
    }

    @Override
    int rateHz() {
        return rateHz;
    }

    @Override
    void restart() {
        AudioDecoder current = decoder;
        if (current != null) {
            current.reset();
        }
        gated.reset();
        background.stop();
        concealedInRowTicks = 0;
        lastWasCelt = false;
    }

    @Override
    boolean packet(MediaPacket packet, Codec packetCodec, int ticks, int flags) {
        DirectBuffer buffer = packet.buffer();
        int offset = packet.payloadOffset();
        int length = packet.payloadLength();
        int samples = (int) ((long) ticks * rateHz / clockHz());
        AudioDecoder current = decoderOf(packetCodec);
        if (packetCodec == Codec.OPUS && gated.holdsBack(packet, ticks, current)) {
            holdBack(packet, ticks, flags);
            return true;
        }
        if (!claim(samples * frameBytes, samples)) {
            return true;
        }
        int decoded = current.decode(buffer, offset, length, sink.buffer(), sink.offset(), samples);
        if (decoded != samples) {
            sink.abort();
            return false;
        }
        commit(samples * frameBytes, samples, nextRtpTimestamp(), packet.arrivalNs(), flags);
        decoded48k += (long) ticks * REPORTED_HZ / clockHz();
        boolean opus = packetCodec == Codec.OPUS;
        counters.add(
                Counter.FRAMES_DECODED, opus ? OpusPacket.frameCount(buffer, offset, length) : 1);
        lastWasCelt = opus && OpusPacket.mode(buffer, offset, length) == OpusPacket.MODE_CELT;
        concealedInRowTicks = 0;
        background.stop();
        return true;
    }

    private void holdBack(MediaPacket packet, int ticks, int flags) {
        background.stop();
        concealedInRowTicks = 0;
        long from = nextRtpTimestamp();
        quiet(from, from + ticks, packet.arrivalNs(), flags | SILENCE | GATED);
        int offset = packet.payloadOffset();
        counters.add(
                Counter.FRAMES_GATED,
                OpusPacket.frameCount(packet.buffer(), offset, packet.payloadLength()));
    }

    @Override
    void comfort(MediaPacket packet) {
        if (!background.describe(packet)) {
            counters.increment(Counter.DROP_DECODE_FAILED);
        }
    }

    @Override
    void fill(long from, long to, boolean wasLost, MediaPacket next) {
        long arrivalNs = next.arrivalNs();
        if (wasLost) {
            concealed48k += (to - from) * REPORTED_HZ / clockHz();
        }
        if (background.sounds()) {
            quiet(from, to, arrivalNs, wasLost ? LOST | DTX : DTX);
        } else if (wasLost) {
            makeGood(from, to, next);
        } else {
            quiet(from, to, arrivalNs, DTX | SILENCE);
            gated.onPause(to - from);
        }
    }

    private void makeGood(long from, long to, MediaPacket next) {
        long arrivalNs = next.arrivalNs();
        AudioDecoder current = decoder;
        // What was lost in a silence was silence, but for what the next packet repeats of a voice.
        boolean silent = current == null || gated.isShut();
        boolean repeated = current != null && (!silent || gated.opensFor(next, current));
        long fecFrom = repeated ? to - fecTicks(to - from, next) : to;
        long mayConceal = Math.max(0, ticks(settings.maxConcealmentMs()) - concealedInRowTicks);
        long plcTo = silent ? from : Math.min(fecFrom, from + mayConceal);
        conceal(from, plcTo, arrivalNs);
        countSilence(plcTo, fecFrom);
        quiet(plcTo, fecFrom, arrivalNs, LOST | SILENCE);
        if (fecFrom < to) {
            restore(fecFrom, to, next);
        }
    }

    /** Goes over to another decoder at a change of codec; what that one knows is too old. */
    private AudioDecoder decoderOf(Codec packetCodec) {
        AudioDecoder current = decoder;
        if (current == null || packetCodec != codec) {
            current = decoders.of(packetCodec);
            current.reset();
            gated.reset();
            decoder = current;
            codec = packetCodec;
        }
        return current;
    }

    /** Length of the frame the next packet can restore; 0 when it cannot. */
    private long fecTicks(long gapTicks, MediaPacket next) {
        AudioDecoder current = decoder;
        // A decoder coming from CELT frames conceals rather than reads redundancy (RFC 6716 §4.5).
        if (current == null || lastWasCelt || codecOf(next) != codec) {
            return 0;
        }
        int frameTicks =
                current.redundantTicks(next.buffer(), next.payloadOffset(), next.payloadLength());
        return frameTicks <= gapTicks ? frameTicks : 0;
    }

    private void restore(long from, long to, MediaPacket next) {
        int samples = samplesBetween(from, to);
        AudioDecoder current = decoder;
        if (current == null || !claim(samples * frameBytes, samples)) {
            return;
        }
        int decoded =
                current.restore(
                        next.buffer(),
                        next.payloadOffset(),
                        next.payloadLength(),
                        sink.buffer(),
                        sink.offset(),
                        samples);
        if (decoded == samples) {
            counters.increment(Counter.FRAMES_CONCEALED_FEC);
            int flags = LOST | CONCEALED_FEC;
            commit(samples * frameBytes, samples, from, next.arrivalNs(), flags);
        } else {
            sink.abort();
            quiet(from, to, next.arrivalNs(), LOST | SILENCE);
        }
    }

    private void conceal(long from, long to, long arrivalNs) {
        long step = ticks(settings.fillSegmentMs());
        for (long at = from; at < to; at += step) {
            long end = Math.min(to, at + step);
            int samples = samplesBetween(at, end);
            if (samples > 0) {
                concealInto(samples, at, arrivalNs);
            }
            concealedInRowTicks += end - at;
        }
    }

    private void concealInto(int samples, long at, long arrivalNs) {
        // The decoder makes up whole 2.5 ms only; what is beyond the stretch is not committed.
        int quantum = rateHz / 400;
        int whole = (samples + quantum - 1) / quantum * quantum;
        AudioDecoder current = decoder;
        if (current == null || !claim(whole * frameBytes, samples)) {
            return;
        }
        if (current.conceal(whole, sink.buffer(), sink.offset()) == whole) {
            counters.increment(Counter.FRAMES_CONCEALED_PLC);
            commit(samples * frameBytes, samples, at, arrivalNs, LOST | CONCEALED_PLC);
        } else {
            commitQuiet(samples, at, arrivalNs, LOST | SILENCE);
        }
    }

    private void quiet(long from, long to, long arrivalNs, int flags) {
        long step = ticks(settings.fillSegmentMs());
        for (long at = from; at < to; at += step) {
            int samples = samplesBetween(at, Math.min(to, at + step));
            if (samples > 0 && claim(samples * frameBytes, samples)) {
                commitQuiet(samples, at, arrivalNs, flags);
            }
        }
    }

    private void commitQuiet(int samples, long at, long arrivalNs, int flags) {
        background.write(sink.buffer(), sink.offset(), samples);
        commit(samples * frameBytes, samples, at, arrivalNs, flags);
    }

    private void countSilence(long from, long to) {
        if (to > from) {
            long step = ticks(settings.fillSegmentMs());
            counters.add(Counter.FRAMES_SILENCE, (to - from + step - 1) / step);
        }
    }
}
