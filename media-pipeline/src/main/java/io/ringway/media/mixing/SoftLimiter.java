package io.ringway.media.mixing;

/**
 * Brings sums into 16 bits without clipping them and without delay.
 *
 * <p>Up to −1 dBFS samples come out as they went in, bit for bit. Above, the gain goes down to what
 * the loudest sample needs, over the 2.5 ms before it where the frame has them; it stays for 25 ms
 * and comes back by 30 dB a second. What a frame's very first samples exceed is bent, not cut.
 *
 * <p>Thread: its owner's. Allocates nothing.
 */
final class SoftLimiter {

    /** −1 dBFS. */
    static final int THRESHOLD = 29_204;

    private static final int BLOCKS_A_SECOND = 400;
    private static final int HOLD_BLOCKS = 10;
    private static final float RELEASE = (float) Math.pow(10, 30.0 / BLOCKS_A_SECOND / 20);

    /** How near to the gain a need must come to keep it from rising, half a decibel. */
    private static final float NEAR = 1.06f;

    private static final float KNEE = Short.MAX_VALUE - THRESHOLD;

    private final int block;
    private float gain = 1;
    private int hold;

    /**
     * @param rateHz a multiple of 400; frames are whole multiples of 2.5 ms
     */
    SoftLimiter(int rateHz) {
        this.block = rateHz / BLOCKS_A_SECOND;
    }

    /** What samples are multiplied by at the moment; 1 when idle. */
    float gain() {
        return gain;
    }

    /** Goes on as the other one would. */
    void follow(SoftLimiter other) {
        gain = other.gain;
        hold = other.hold;
    }

    /** Whether nobody would hear this one's output change over to the other's. */
    boolean agreesWith(SoftLimiter other) {
        return Math.abs(gain - other.gain) < 0.01f;
    }

    /** Limits a frame. */
    void limit(int[] sum, int samples, short[] out) {
        if (gain == 1 && peak(sum, 0, samples) <= THRESHOLD) {
            copy(sum, samples, out);
            return;
        }
        float need = need(sum, 0);
        for (int from = 0; from < samples; from += block) {
            float next = from + block < samples ? need(sum, from + block) : 1;
            float end = gainAfter(Math.min(need, next));
            apply(sum, from, end, out);
            gain = end;
            need = next;
        }
    }

    private float gainAfter(float need) {
        if (need < 1 && need <= gain * NEAR) {
            hold = HOLD_BLOCKS;
            return Math.min(gain, need);
        }
        if (hold > 0) {
            hold--;
            return gain;
        }
        return Math.min(1, Math.min(need, gain * RELEASE));
    }

    private float need(int[] sum, int from) {
        int peak = peak(sum, from, block);
        return peak <= THRESHOLD ? 1 : (float) THRESHOLD / peak;
    }

    private void apply(int[] sum, int from, float end, short[] out) {
        float step = (end - gain) / block;
        for (int i = 0; i < block; i++) {
            float value = sum[from + i] * (gain + step * (i + 1));
            out[from + i] = (short) Math.round(bend(value));
        }
    }

    /** Leaves what is below the threshold; above, approaches full scale and never gets there. */
    private static float bend(float value) {
        float over = Math.abs(value) - THRESHOLD;
        if (over <= 0) {
            return value;
        }
        return Math.copySign(THRESHOLD + over * KNEE / (over + KNEE), value);
    }

    private static int peak(int[] sum, int from, int count) {
        int peak = 0;
        for (int i = from; i < from + count; i++) {
            peak = Math.max(peak, Math.abs(sum[i]));
        }
        return peak;
    }

    private static void copy(int[] sum, int samples, short[] out) {
        for (int i = 0; i < samples; i++) {
            out[i] = (short) sum[i];
        }
    }
}
