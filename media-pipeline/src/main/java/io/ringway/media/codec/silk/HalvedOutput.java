package io.ringway.media.codec.silk;

import static io.ringway.media.codec.silk.FixedPoint.timesQ16;

import java.util.Arrays;

/**
 * From 16 to 8 kHz as the reference decoder does it: a recursive filter of second order, then a
 * symmetric one of 24 taps at every second sample; all that one sample late. The taps stand in the
 * code, so that they need not be loaded.
 */
final class HalvedOutput implements PcmOutput {

    /** Filtered samples kept for the next frame. */
    static final int PAST = 24;

    private static final short RECURSIVE_1_Q14 = 616;
    private static final short RECURSIVE_2_Q14 = -14_323;
    private final int[] pastQ8 = new int[PAST];
    private int first;
    private int second;
    private short held;

    @Override
    public int convert(short[] in, int from, int samples, Workspace work) {
        int[] filteredQ8 = work.halving;
        System.arraycopy(pastQ8, 0, filteredQ8, 0, PAST);
        filter(in, from, samples, filteredQ8);
        halve(filteredQ8, samples, work.pcm);
        System.arraycopy(filteredQ8, samples, pastQ8, 0, PAST);
        return samples >> 1;
    }

    @Override
    public void reset() {
        Arrays.fill(pastQ8, 0);
        first = 0;
        second = 0;
        held = 0;
    }

    private void filter(short[] in, int from, int samples, int[] outQ8) {
        int value = held;
        int one = first;
        int two = second;
        for (int i = 0; i < samples; i++) {
            int sum = one + (value << 8);
            outQ8[PAST + i] = sum;
            sum <<= 2;
            one = two + timesQ16(sum, RECURSIVE_1_Q14);
            two = timesQ16(sum, RECURSIVE_2_Q14);
            value = in[from + i];
        }
        first = one;
        second = two;
        held = (short) value;
    }

    private static void halve(int[] in, int samples, short[] out) {
        for (int i = 0; i < samples; i += 2) {
            int sum = part(in[i] + in[i + 23], -10) + part(in[i + 1] + in[i + 22], 39);
            sum += part(in[i + 2] + in[i + 21], 58) + part(in[i + 3] + in[i + 20], -46);
            sum += part(in[i + 4] + in[i + 19], -84) + part(in[i + 5] + in[i + 18], 120);
            sum += part(in[i + 6] + in[i + 17], 184) + part(in[i + 7] + in[i + 16], -315);
            sum += part(in[i + 8] + in[i + 15], -541) + part(in[i + 9] + in[i + 14], 1_284);
            sum += part(in[i + 10] + in[i + 13], 5_380) + part(in[i + 11] + in[i + 12], 9_024);
            out[i >> 1] = (short) FixedPoint.saturated16(FixedPoint.rounded(sum, 6));
        }
    }

    private static int part(int pair, int tapQ14) {
        return timesQ16(pair, (short) tapQ14);
    }
}
