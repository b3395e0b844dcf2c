package io.ringway.media.codec;

import java.util.Arrays;

/**
 * Changes the rate of one stream, among those from 8 to 48 kHz, by a polyphase filter of linear
 * phase: flat within 0.1 dB up to 0.43 of the lower rate, at least 80 dB down from its Nyquist
 * frequency.
 *
 * <p>Over any stretch the number of samples out is exact: after n in, ⌈n·out/in⌉ have come out.
 * Thread: its owner's; nothing is allocated once built.
 */
public final class Resampler {

    /** Input is filtered in chunks of up to 20 ms. */
    private static final int CHUNKS_PER_SECOND = 50;

    /** What all rates in use are multiples of, 11025 Hz as well; it bounds the phases. */
    private static final int RATE_STEP_HZ = 25;

    private final int inRateHz;
    private final int outRateHz;
    private final int channels;
    private final int up;
    private final int down;
    private final int taps;
    private final int chunk;
    private final PolyphaseFilter filter;

    /** By channel: the last taps − 1 samples of the chunk before, then the chunk. */
    private final float[][] lines;

    /** Place of the next output in the next chunk, in input samples and parts of {@link #up}. */
    private int position;

    private int phase;

    /**
     * @param inRateHz 8000 to 48000, in steps of 25; the filter is small for ratios like 3:1 and
     *     has hundreds of phases for those like 44100:48000
     * @param outRateHz one of the same
     * @param channels interleaved ones, 1 or 2
     */
    public Resampler(int inRateHz, int outRateHz, int channels) {
        requireRate(inRateHz);
        requireRate(outRateHz);
        if (channels < 1 || channels > 2) {
            throw new IllegalArgumentException("channels must be 1 or 2, got " + channels);
        }
        int divisor = greatestCommonDivisor(inRateHz, outRateHz);
        this.inRateHz = inRateHz;
        this.outRateHz = outRateHz;
        this.channels = channels;
        this.up = outRateHz / divisor;
        this.down = inRateHz / divisor;
        this.chunk = inRateHz == outRateHz ? 0 : inRateHz / CHUNKS_PER_SECOND;
        float[][] phases =
                LowPass.phases(
                        inRateHz,
                        up,
                        Math.min(inRateHz, outRateHz),
                        down * PolyphaseFilter.TAPS_A_PASS);
        this.taps = phases[0].length;
        this.filter = new PolyphaseFilter(phases, down, chunk);
        this.lines = new float[channels][taps - 1 + chunk];
    }

    public int inRateHz() {
        return inRateHz;
    }

    public int outRateHz() {
        return outRateHz;
    }

    /** Samples per channel the next {@link #process} of that many yields. */
    public int outputLength(int samplesPerChannel) {
        long end = (long) samplesPerChannel * up;
        long next = (long) position * up + phase;
        return next >= end ? 0 : (int) ((end - next + down - 1) / down);
    }

    /** By how much the output lags behind, in nanoseconds. */
    public long delayNs() {
        return inRateHz == outRateHz ? 0 : (taps * up - 1) * 500_000_000L / ((long) inRateHz * up);
    }

    /**
     * Converts the next samples of the stream.
     *
     * @param out has room for {@link #outputLength} samples of each channel at {@code outOffset}
     * @return samples per channel written
     */
    public int process(
            short[] in, int inOffset, int samplesPerChannel, short[] out, int outOffset) {
        if (inRateHz == outRateHz) {
            System.arraycopy(in, inOffset, out, outOffset, samplesPerChannel * channels);
            return samplesPerChannel;
        }
        int written = 0;
        for (int done = 0; done < samplesPerChannel; done += chunk) {
            int count = Math.min(chunk, samplesPerChannel - done);
            append(in, inOffset + done * channels, count);
            written += filter(count, out, outOffset + written * channels);
            for (float[] line : lines) {
                System.arraycopy(line, count, line, 0, taps - 1);
            }
        }
        return written;
    }

    /** Forgets the stream so far. */
    public void reset() {
        position = 0;
        phase = 0;
        for (float[] line : lines) {
            Arrays.fill(line, 0f);
        }
    }

    private void append(short[] in, int inOffset, int count) {
        for (int channel = 0; channel < channels; channel++) {
            float[] line = lines[channel];
            for (int i = 0; i < count; i++) {
                line[taps - 1 + i] = in[inOffset + i * channels + channel];
            }
        }
    }

    private int filter(int count, short[] out, int outOffset) {
        int outputs = outputLength(count);
        for (int channel = 0; channel < channels && outputs > 0; channel++) {
            filter.run(
                    lines[channel],
                    taps - 1 + count,
                    position,
                    phase,
                    outputs,
                    out,
                    outOffset + channel,
                    channels);
        }
        int passed = phase + outputs * down;
        position += passed / up - count;
        phase = passed % up;
        return outputs;
    }

    private static void requireRate(int rateHz) {
        if (rateHz < 8_000 || rateHz > 48_000 || rateHz % RATE_STEP_HZ != 0) {
            throw new IllegalArgumentException(
                    "rate must be 8000 to 48000 Hz in steps of 25, got " + rateHz);
        }
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
