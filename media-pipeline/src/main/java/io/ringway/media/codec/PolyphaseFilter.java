package io.ringway.media.codec;

import java.util.Arrays;

/**
 * The inner loop of a resampler that yields {@code up} samples for every {@code down}: many outputs
 * of one phase at a time, so that the compiler can use vector instructions.
 *
 * <p>Outputs {@code up} apart have the same phase and read inputs {@code down} apart. The input is
 * therefore dealt out into {@code down} lines, and four taps at a time are multiplied with four
 * copies of a line, each shifted by one: then everything lies at the same index. Sums are doubles
 * beside floats because the compiler of Java 25 gives up vectors where a store might change what is
 * read next; arrays of different types cannot overlap. Thread: its owner's; nothing is allocated
 * once built.
 */
final class PolyphaseFilter {

    /** Taps multiplied in one pass over the outputs, and copies of each line. */
    static final int TAPS_A_PASS = 4;

    private final int up;
    private final int down;

    /** By phase, then by line: the taps that fall to it, from old to new samples. */
    private final float[][][] taps;

    /** By line, then by shift. */
    private final float[][][] dealt;

    private final double[] sums;

    /**
     * @param phases from {@link LowPass#phases}, as many as {@code up}; the number of taps is a
     *     multiple of {@code down * }{@link #TAPS_A_PASS}
     * @param maxInput samples that outputs of one run begin at, at most
     */
    PolyphaseFilter(float[][] phases, int down, int maxInput) {
        this.up = phases.length;
        this.down = down;
        int tapsALine = phases[0].length / down;
        this.taps = new float[up][down][tapsALine];
        for (int phase = 0; phase < up; phase++) {
            for (int i = 0; i < phases[phase].length; i++) {
                taps[phase][i % down][i / down] = phases[phase][i];
            }
        }
        int outputsAPhase = maxInput / down + 1;
        this.dealt = new float[down][TAPS_A_PASS][outputsAPhase + tapsALine + 1];
        this.sums = new double[outputsAPhase];
    }

    /**
     * Filters.
     *
     * @param line input, of which sample {@code position} is the oldest the first output needs
     * @param length samples in {@code line}
     * @param phase of the first output
     * @param outputs how many to yield
     * @param stride distance of outputs in {@code out}
     */
    void run(
            float[] line,
            int length,
            int position,
            int phase,
            int outputs,
            short[] out,
            int outOffset,
            int stride) {
        deal(line, length, position);
        int ahead = phase;
        for (int i = 0; i < Math.min(up, outputs); i++) {
            int count = (outputs - i + up - 1) / up;
            sum(taps[ahead % up], ahead / up, count);
            int to = outOffset + i * stride;
            for (int k = 0; k < count; k++) {
                out[to + k * up * stride] = round(sums[k]);
            }
            ahead += down;
        }
    }

    private void deal(float[] line, int length, int position) {
        for (int first = 0; first < down; first++) {
            float[][] copies = dealt[first];
            float[] whole = copies[0];
            int count = Math.min(whole.length, (length - position - first + down - 1) / down);
            for (int k = 0, from = position + first; k < count; k++, from += down) {
                whole[k] = line[from];
            }
            for (int shift = 1; shift < TAPS_A_PASS; shift++) {
                System.arraycopy(whole, shift, copies[shift], 0, Math.max(0, count - shift));
            }
        }
    }

    private void sum(float[][] tapsOfLines, int ahead, int count) {
        Arrays.fill(sums, 0, count, 0);
        for (int line = 0; line < down; line++) {
            float[] h = tapsOfLines[line];
            float[][] copies = dealt[(ahead + line) % down];
            int from = (ahead + line) / down;
            for (int tap = 0; tap < h.length; tap += TAPS_A_PASS) {
                add(sums, count, copies, from + tap, h, tap);
            }
        }
    }

    private static void add(
            double[] sums, int count, float[][] copies, int from, float[] taps, int tap) {
        float a = taps[tap];
        float b = taps[tap + 1];
        float c = taps[tap + 2];
        float d = taps[tap + 3];
        float[] w = copies[0];
        float[] x = copies[1];
        float[] y = copies[2];
        float[] z = copies[3];
        for (int i = 0; i < count; i++) {
            sums[i] += a * w[from + i] + b * x[from + i] + (c * y[from + i] + d * z[from + i]);
        }
    }

    private static short round(double value) {
        int rounded = (int) (value < 0 ? value - 0.5 : value + 0.5);
        return (short) Math.clamp(rounded, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
