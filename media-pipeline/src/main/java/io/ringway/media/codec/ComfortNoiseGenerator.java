package io.ringway.media.codec;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;

/**
 * Makes the noise that comfort-noise packets describe (RFC 3389): white noise through the lattice
 * of their reflection coefficients at the rate of their RTP clock, then brought to the output's.
 *
 * <p>The first description holds at once, later ones within some 40 ms, so that the noise does not
 * pump. Thread: the owner's; nothing is allocated once built.
 */
public final class ComfortNoiseGenerator {

    private static final int BLOCKS_PER_SECOND = 400;

    /** Share of the way to the latest description that a block goes. */
    private static final float APPROACH = 0.2f;

    /** Standard deviation of the sum of four uniform values of 16 bits. */
    private static final double EXCITATION_RMS = 2 * 65_536 / Math.sqrt(12);

    private final int channels;
    private final Resampler resampler;
    private final long seed;
    private final short[] noise;

    /** A block at the output's rate, of which {@link #used} samples have been given away. */
    private final short[] block;

    private final float[] wanted = new float[ComfortNoise.MAX_ORDER];
    private final float[] reflection = new float[ComfortNoise.MAX_ORDER];
    private final float[] backward = new float[ComfortNoise.MAX_ORDER + 1];
    private float wantedGain;
    private float gain;
    private boolean described;
    private int used;
    private long random;

    /**
     * @param noiseRateHz rate the packets' spectrum is meant at, their RTP clock's: 8000, 16000,
     *     24000 or 48000
     * @param rateHz of the output, one of the same
     * @param channels of the output; with 2, both are given the same
     * @param seed of the noise
     */
    public ComfortNoiseGenerator(int noiseRateHz, int rateHz, int channels, long seed) {
        OpusCodecs.requireOutput(noiseRateHz, channels);
        OpusCodecs.requireOutput(rateHz, channels);
        this.channels = channels;
        this.resampler = new Resampler(noiseRateHz, rateHz, 1);
        this.noise = new short[noiseRateHz / BLOCKS_PER_SECOND];
        this.block = new short[rateHz / BLOCKS_PER_SECOND];
        this.seed = seed;
        reset();
    }

    /** Takes a new description; its values are copied. */
    public void describe(ComfortNoise noise) {
        double power = noise.rms() / EXCITATION_RMS;
        power *= power;
        for (int i = 0; i < wanted.length; i++) {
            float coefficient = i < noise.order() ? noise.reflection(i) : 0;
            wanted[i] = coefficient;
            // What a stage of the lattice adds to the power is taken from the excitation.
            power *= 1 - coefficient * coefficient;
        }
        wantedGain = (float) Math.sqrt(power);
        if (!described) {
            described = true;
            gain = wantedGain;
            System.arraycopy(wanted, 0, reflection, 0, wanted.length);
        }
    }

    /**
     * Writes the next samples as 16-bit little-endian PCM; silence before the first description.
     *
     * @param samplesPerChannel any number
     */
    public void generate(int samplesPerChannel, MutableDirectBuffer pcmOut, int outOffset) {
        int at = outOffset;
        for (int i = 0; i < samplesPerChannel; i++) {
            if (used == block.length) {
                nextBlock();
            }
            short sample = block[used++];
            for (int channel = 0; channel < channels; channel++) {
                pcmOut.putShort(at, sample, ByteOrder.LITTLE_ENDIAN);
                at += 2;
            }
        }
    }

    /** Forgets the description and begins the same noise anew. */
    public void reset() {
        described = false;
        gain = 0;
        wantedGain = 0;
        used = block.length;
        random = seed * 0x9E37_79B9_7F4A_7C15L | 1;
        Arrays.fill(wanted, 0);
        Arrays.fill(reflection, 0);
        Arrays.fill(backward, 0);
        resampler.reset();
    }

    private void nextBlock() {
        gain += APPROACH * (wantedGain - gain);
        for (int i = 0; i < reflection.length; i++) {
            reflection[i] += APPROACH * (wanted[i] - reflection[i]);
        }
        for (int i = 0; i < noise.length; i++) {
            float value = shape(gain * excitation());
            noise[i] = (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        resampler.process(noise, 0, noise.length, block, 0);
        used = 0;
    }

    /** The all-pole lattice, from its last stage to its first. */
    private float shape(float excitation) {
        float forward = excitation;
        for (int stage = reflection.length - 1; stage >= 0; stage--) {
            forward -= reflection[stage] * backward[stage];
            backward[stage + 1] = backward[stage] + reflection[stage] * forward;
        }
        backward[0] = forward;
        return forward;
    }

    /** Nearly Gaussian; Marsaglia's xorshift, 64 bits. */
    private int excitation() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (short) random
                + (short) (random >> 16)
                + (short) (random >> 32)
                + (short) (random >> 48);
    }
}
