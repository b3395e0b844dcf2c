package io.ringway.media.codec.silk;

import java.util.Arrays;

/**
 * At 16 kHz samples are delivered as they are, as late as the reference decoder delivers them: one
 * sample for stereo's sake, and twelve, as long as its conversions to other rates take.
 */
final class DelayedOutput implements PcmOutput {

    private static final int DELAY = 13;

    private final short[] held = new short[DELAY];

    @Override
    public int convert(short[] in, int from, int samples, Workspace work) {
        System.arraycopy(held, 0, work.pcm, 0, DELAY);
        System.arraycopy(in, from, work.pcm, DELAY, samples - DELAY);
        System.arraycopy(in, from + samples - DELAY, held, 0, DELAY);
        return samples;
    }

    @Override
    public void reset() {
        Arrays.fill(held, (short) 0);
    }
}
