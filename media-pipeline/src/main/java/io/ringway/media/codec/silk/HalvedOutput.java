package io.ringway.media.codec.silk;

import static io.ringway.media.codec.silk.FixedPoint.timesQ16;

import java.util.Arrays;

/**
 * From 16 to 8 kHz as the reference decoder does it: a recursive filter of second order, then a
 * symmetric one of 24 taps at every second sample; all that one sample late.
 */
final class HalvedOutput implements PcmOutput {

    /** Filtered samples kept for the next frame. */
    static final int PAST = 24;

    private static final short RECURSIVE_1_Q14 = 616;
    private static final short RECURSIVE_2_Q14 = -14_323;
    private static final short[] TAPS_Q14 = {
        -10, 39, 58, -46, -84, 120, 184, -315, -541, 1_284, 5_380, 9_024
    };

    private final int[] pastQ8 = new int[PAST];
    private int first;
    private int second;
    private short held;

    @Override
    public int convert(short[] in, int from, int samples, Workspace work) {
        int[] filteredQ8 = work.halving;
        System.arraycopy(pastQ8, 0, filteredQ8, 0, PAST);
        filter(in, from, samples, filteredQ8);
        for (int i = 0; i < samples; i += 2) {
            work.pcm[i >> 1] = sample(filteredQ8, i);
        }
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
        for (int i = 0; i < samples; i++) {
            int sum = first + (value << 8);
            outQ8[PAST + i] = sum;
            sum <<= 2;
            first = second + timesQ16(sum, RECURSIVE_1_Q14);
            second = timesQ16(sum, RECURSIVE_2_Q14);
            value = in[from + i];
        }
        held = (short) value;
    }

    private static short sample(int[] inQ8, int at) {
        int sum = 0;
        for (int tap = 0; tap < PAST / 2; tap++) {
            sum += timesQ16(inQ8[at + tap] + inQ8[at + PAST - 1 - tap], TAPS_Q14[tap]);
        }
        return (short) FixedPoint.saturated16(FixedPoint.rounded(sum, 6));
    }
}
