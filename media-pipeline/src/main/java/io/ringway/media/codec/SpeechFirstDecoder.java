package io.ringway.media.codec;

import io.ringway.media.codec.silk.SilkDecoder;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.memory.NativeMemory;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Opus to one channel at 8 or 16 kHz, by the SILK layer alone for as long as a stream is speech:
 * what CELT adds to a hybrid frame lies above what such an output can hold.
 *
 * <p>A packet that is not for the {@link SilkDecoder} (music, stereo, narrower speech, the seam of
 * a change of mode) takes the stream to a full decoder, made then, which first goes through the
 * last 100 ms ({@link RecentPackets}); {@link SwitchPatience} says when it goes back the same way.
 * The full decoder is kept 10 s longer, for a change of mode seldom comes alone. Every packet
 * yields its duration, whichever decodes it.
 *
 * <p>Memory: less than 3 KB of heap and 1 KB off it; while there is a full decoder, 18 KB more off
 * the heap (libopus) or 85 KB more on it (Concentus). A change allocates, a packet does not.
 * Thread: the owner's.
 */
final class SpeechFirstDecoder implements OpusDecoder {

    private static final int BYTES_PER_SAMPLE = 2;

    private final int rateHz;
    private final int ratio;
    private final Supplier<OpusDecoder> fullDecoders;
    private final CounterBlock counters;
    private final SilkDecoder silk;
    private final RecentPackets recent = new RecentPackets();
    private final SwitchPatience patience = new SwitchPatience();
    private @Nullable OpusDecoder full;
    private boolean widened;

    /** The sample told last. */
    private int heard;

    /** By how much the decoder that took over differs from it, until that is smoothed. */
    private int step;

    /**
     * @param rateHz 8000 or 16000
     * @param fullDecoders makes decoders of everything, to that rate and one channel
     * @param counters shared by any threads; counts changes
     */
    SpeechFirstDecoder(int rateHz, Supplier<OpusDecoder> fullDecoders, CounterBlock counters) {
        this.rateHz = rateHz;
        this.ratio = CLOCK_HZ / rateHz;
        this.fullDecoders = fullDecoders;
        this.counters = counters;
        this.silk = new SilkDecoder(rateHz);
    }

    @Override
    public int rateHz() {
        return rateHz;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public int decode(
            DirectBuffer packet,
            int offset,
            int length,
            boolean fec,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int maxSamplesPerChannel) {
        int samples48k = OpusPacket.samples48k(packet, offset, length);
        if (samples48k < 0) {
            return FAILED;
        }
        if (fec) {
            return restored(packet, offset, length, pcmOut, outOffset, maxSamplesPerChannel);
        }
        if (samples48k / ratio > maxSamplesPerChannel) {
            return FAILED;
        }
        int samples =
                widened
                        ? wide(packet, offset, length, samples48k, pcmOut, outOffset)
                        : narrow(packet, offset, length, samples48k, pcmOut, outOffset);
        if (!widened || SilkDecoder.suits(packet, offset, length)) {
            recent.add(packet, offset, length, samples48k);
        } else {
            recent.clear();
        }
        return heard(samples, pcmOut, outOffset);
    }

    @Override
    public int conceal(int samplesPerChannel, MutableDirectBuffer pcmOut, int outOffset) {
        if (samplesPerChannel < 1 || samplesPerChannel > OpusPacket.MAX_SAMPLES_48K / ratio) {
            return FAILED;
        }
        int samples = widened ? 0 : silk.conceal(samplesPerChannel, pcmOut, outOffset);
        if (samples <= 0) {
            samples = widen().conceal(samplesPerChannel, pcmOut, outOffset);
        }
        recent.addConcealed(samplesPerChannel * ratio);
        return heard(samples, pcmOut, outOffset);
    }

    @Override
    public void reset() {
        free();
        silk.reset();
        recent.clear();
        patience.reset();
        heard = 0;
        step = 0;
    }

    @Override
    public void close() {
        free();
        recent.close();
    }

    /** Whether the full decoder has the stream. */
    boolean isWidened() {
        return widened;
    }

    /** Whether there is a full decoder. */
    boolean hasFullDecoder() {
        return full != null;
    }

    private int restored(
            DirectBuffer packet,
            int offset,
            int length,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int samples) {
        if (samples < 1 || samples > OpusPacket.MAX_SAMPLES_48K / ratio) {
            return FAILED;
        }
        int got = widened ? 0 : silk.restore(packet, offset, length, pcmOut, outOffset, samples);
        if (got <= 0) {
            got = widen().restore(packet, offset, length, pcmOut, outOffset, samples);
        }
        recent.addConcealed(samples * ratio);
        return heard(got, pcmOut, outOffset);
    }

    private int narrow(
            DirectBuffer packet,
            int offset,
            int length,
            int samples48k,
            MutableDirectBuffer pcmOut,
            int outOffset) {
        int room = samples48k / ratio;
        int samples = silk.decode(packet, offset, length, pcmOut, outOffset, room);
        if (samples <= 0) {
            return widen().decode(packet, offset, length, pcmOut, outOffset, room);
        }
        if (patience.lasts(samples48k) && full != null) {
            free();
        }
        return samples;
    }

    private int wide(
            DirectBuffer packet,
            int offset,
            int length,
            int samples48k,
            MutableDirectBuffer pcmOut,
            int outOffset) {
        int room = samples48k / ratio;
        if (patience.isOver(SilkDecoder.suits(packet, offset, length), samples48k)) {
            patience.onNarrowed();
            silk.reset();
            int expected = warm(silk::decode, silk::conceal);
            int samples = silk.decode(packet, offset, length, pcmOut, outOffset, room);
            if (samples > 0) {
                leaveFull();
                step = heard - expected;
                return samples;
            }
        }
        return widen().decode(packet, offset, length, pcmOut, outOffset, room);
    }

    /** The full decoder, which has the stream from now on. */
    private OpusDecoder widen() {
        OpusDecoder current = full;
        if (current != null && widened) {
            return current;
        }
        if (current == null) {
            current = fullDecoders.get();
            full = current;
        } else {
            current.reset();
        }
        step = heard - warm(current::decode, current::conceal);
        widened = true;
        patience.onWidened();
        counters.incrementShared(Counter.OPUS_FULL_ENTERED);
        return current;
    }

    /** Brings a decoder's memory up to date; the last sample it makes of what was heard. */
    private int warm(RecentPackets.Decoding packets, RecentPackets.Concealing losses) {
        int bytes = OpusPacket.MAX_SAMPLES_48K / ratio * BYTES_PER_SAMPLE;
        long address = NativeMemory.allocate(bytes);
        try {
            return recent.replay(packets, losses, new UnsafeBuffer(address, bytes), ratio);
        } finally {
            NativeMemory.free(address);
        }
    }

    private int heard(int samples, MutableDirectBuffer pcmOut, int outOffset) {
        if (samples <= 0) {
            return FAILED;
        }
        if (step != 0) {
            SeamSmoothing.smooth(step, pcmOut, outOffset, Math.min(samples, rateHz / 400));
            step = 0;
        }
        int last = outOffset + BYTES_PER_SAMPLE * (samples - 1);
        heard = pcmOut.getShort(last, ByteOrder.LITTLE_ENDIAN);
        return samples;
    }

    private void leaveFull() {
        if (widened) {
            widened = false;
            counters.incrementShared(Counter.OPUS_FULL_LEFT);
        }
    }

    private void free() {
        OpusDecoder current = full;
        leaveFull();
        if (current != null) {
            full = null;
            current.close();
        }
    }
}
