package io.ringway.media.codec;

import java.util.Arrays;

/**
 * Splits 16 kHz sound into two half bands of 8 kHz, or joins them, by G.722's pair of 24-tap
 * filters (ITU-T G.722 §5.2.1 and §6.2.1.1). One instance does one of both, for one stream.
 */
final class QuadratureMirrorFilter {

    /** Every second of the symmetric filter's taps; the others are these backwards. */
    private static final int[] TAPS = {3, -11, 12, 32, -210, 951, 3_876, -805, 362, -156, 53, -11};

    private static final int PAST = TAPS.length - 1;
    private static final int BLOCK = 320;

    private final int[] even = new int[PAST + BLOCK];
    private final int[] odd = new int[PAST + BLOCK];

    /**
     * Splits pairs of samples.
     *
     * @param pcm holds {@code 2 * pairs} samples from {@code offset}
     * @param low takes {@code pairs} samples of 15 bits, as does {@code high}
     */
    void split(short[] pcm, int offset, int pairs, int[] low, int[] high) {
        for (int done = 0; done < pairs; done += BLOCK) {
            int count = Math.min(BLOCK, pairs - done);
            for (int i = 0; i < count; i++) {
                even[PAST + i] = pcm[offset + 2 * (done + i)];
                odd[PAST + i] = pcm[offset + 2 * (done + i) + 1];
            }
            for (int i = 0; i < count; i++) {
                int forward = forward(even, i);
                int backward = backward(odd, i);
                low[done + i] = Math.clamp((backward + forward) >> 14, -16_384, 16_383);
                high[done + i] = Math.clamp((backward - forward) >> 14, -16_384, 16_383);
            }
            keepPast(count);
        }
    }

    /** Joins samples of both halves to pairs; the inverse of {@link #split}, 22 samples later. */
    void join(int[] low, int[] high, int pairs, short[] pcm) {
        for (int done = 0; done < pairs; done += BLOCK) {
            int count = Math.min(BLOCK, pairs - done);
            for (int i = 0; i < count; i++) {
                even[PAST + i] = low[done + i] + high[done + i];
                odd[PAST + i] = low[done + i] - high[done + i];
            }
            for (int i = 0; i < count; i++) {
                pcm[2 * (done + i)] = clip(backward(odd, i) >> 11);
                pcm[2 * (done + i) + 1] = clip(forward(even, i) >> 11);
            }
            keepPast(count);
        }
    }

    void reset() {
        Arrays.fill(even, 0);
        Arrays.fill(odd, 0);
    }

    private void keepPast(int count) {
        System.arraycopy(even, count, even, 0, PAST);
        System.arraycopy(odd, count, odd, 0, PAST);
    }

    private static int forward(int[] line, int from) {
        int sum = 0;
        for (int i = 0; i <= PAST; i++) {
            sum += line[from + i] * TAPS[i];
        }
        return sum;
    }

    private static int backward(int[] line, int from) {
        int sum = 0;
        for (int i = 0; i <= PAST; i++) {
            sum += line[from + i] * TAPS[PAST - i];
        }
        return sum;
    }

    private static short clip(int value) {
        return (short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
