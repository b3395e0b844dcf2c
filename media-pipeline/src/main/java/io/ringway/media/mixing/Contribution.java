package io.ringway.media.mixing;

/**
 * What one participant adds to the sums: his samples under his gain, which changes over 5 ms. A
 * source that stops in mid-wave is led to zero as slowly.
 *
 * <p>Thread: the mixer's. Allocates nothing.
 */
final class Contribution {

    private static final int RAMPS_A_SECOND = 200;

    private final int[] samples;
    private final int ramp;
    private float gain;
    private int last;

    Contribution(MixerSettings settings) {
        this.samples = new int[settings.frameSamples()];
        this.ramp = settings.rateHz() / RAMPS_A_SECOND;
    }

    /** The frame's samples, valid when one of the two makers below returned true. */
    int[] samples() {
        return samples;
    }

    /**
     * Makes the contribution of a frame that was read.
     *
     * @return false when there is none: it was not heard and still is not
     */
    boolean of(short[] pcm, float target) {
        if (gain == 0 && target == 0) {
            return false;
        }
        int steady = gain == target ? 0 : ramp;
        float step = (target - gain) / ramp;
        for (int i = 0; i < steady; i++) {
            samples[i] = Math.round(pcm[i] * (gain + step * i));
        }
        scale(pcm, steady, target);
        gain = target;
        last = samples[samples.length - 1];
        return true;
    }

    /**
     * Makes the contribution of a frame there is nothing for.
     *
     * @return false when there was nothing before either
     */
    boolean ofNothing() {
        gain = 0;
        if (last == 0) {
            return false;
        }
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i < ramp ? last * (ramp - 1 - i) / ramp : 0;
        }
        last = 0;
        return true;
    }

    private void scale(short[] pcm, int from, float factor) {
        if (factor == 1) {
            for (int i = from; i < samples.length; i++) {
                samples[i] = pcm[i];
            }
            return;
        }
        for (int i = from; i < samples.length; i++) {
            samples[i] = Math.round(pcm[i] * factor);
        }
    }
}
