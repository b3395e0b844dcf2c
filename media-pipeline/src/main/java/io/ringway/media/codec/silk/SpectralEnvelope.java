package io.ringway.media.codec.silk;

import java.util.Arrays;

/**
 * Line spectral frequencies of a frame, normalized to 2<sup>15</sup> for 8 kHz (RFC 6716 §4.2.7.5):
 * a vector of a code book and weighted residuals, kept apart from each other by a least distance.
 */
final class SpectralEnvelope {

    static final int ORDER = 16;

    private static final int VECTORS = 32;
    private static final short STEP_Q16 = 9_830;
    private static final int RESIDUAL_CUT_Q10 = 102;
    private static final int TOP = 1 << 15;
    private static final int MOST_ROUNDS = 20;

    /** Square roots of the weights of each vector's frequencies, in Q9 (RFC 6716 §4.2.7.5.3). */
    private static final int[] WEIGHTS_Q9 = new int[VECTORS * ORDER];

    static {
        for (int vector = 0; vector < VECTORS; vector++) {
            for (int i = 0; i < ORDER; i++) {
                int at = vector * ORDER + i;
                int here = SpectrumTables.CODE_BOOK_Q8[at];
                int below = i == 0 ? 0 : SpectrumTables.CODE_BOOK_Q8[at - 1];
                int above = i == ORDER - 1 ? 256 : SpectrumTables.CODE_BOOK_Q8[at + 1];
                int weight = 1_024 / (here - below) + 1_024 / (above - here);
                WEIGHTS_Q9[at] = FixedPoint.squareRoot(weight << 16);
            }
        }
    }

    private SpectralEnvelope() {}

    /** Writes the frequencies of a frame. */
    static void decode(FrameSymbols frame, int[] outQ15) {
        int residual = 0;
        for (int i = ORDER - 1; i >= 0; i--) {
            int choice = SpectrumTables.SECOND_STAGE_CHOICE[8 * frame.envelope + (i >> 1)];
            int list = (choice >> ((i & 1) == 0 ? 0 : 4)) & 1;
            int predicted =
                    residual * SpectrumTables.BACKWARD_Q8[list * (ORDER - 1) + Math.min(i, 14)];
            int coded = frame.residuals[i] << 10;
            coded -= Integer.signum(coded) * RESIDUAL_CUT_Q10;
            residual = (predicted >> 8) + FixedPoint.timesQ16(coded, STEP_Q16);
            int at = ORDER * frame.envelope + i;
            int value = (SpectrumTables.CODE_BOOK_Q8[at] << 7) + (residual << 14) / WEIGHTS_Q9[at];
            outQ15[i] = Math.clamp(value, 0, TOP - 1);
        }
        stabilize(outQ15);
    }

    /** A frame's first half: between the envelope before and its own (RFC 6716 §4.2.7.5.5). */
    static void interpolate(short[] before, int[] after, int quarters, int[] out) {
        for (int i = 0; i < ORDER; i++) {
            out[i] = before[i] + ((quarters * (after[i] - before[i])) >> 2);
        }
    }

    /** RFC 6716 §4.2.7.5.4. */
    private static void stabilize(int[] line) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int tightest = tightest(line);
            if (tightest < 0) {
                return;
            }
            widen(line, tightest);
        }
        Arrays.sort(line, 0, ORDER);
        short[] spacing = SpectrumTables.SPACING_Q15;
        line[0] = Math.max(line[0], spacing[0]);
        for (int i = 1; i < ORDER; i++) {
            int least = FixedPoint.saturated16(line[i - 1] + spacing[i]);
            line[i] = Math.max(line[i], least);
        }
        line[ORDER - 1] = Math.min(line[ORDER - 1], TOP - spacing[ORDER]);
        for (int i = ORDER - 2; i >= 0; i--) {
            line[i] = Math.min(line[i], line[i + 1] - spacing[i + 1]);
        }
    }

    /** The upper end of the distance that falls short most, or -1 when none does. */
    private static int tightest(int[] line) {
        short[] spacing = SpectrumTables.SPACING_Q15;
        int tightest = -1;
        int least = 0;
        int below = 0;
        for (int i = 0; i <= ORDER; i++) {
            int here = i == ORDER ? TOP : line[i];
            int room = here - below - spacing[i];
            if (room < least) {
                least = room;
                tightest = i;
            }
            below = here;
        }
        return tightest;
    }

    /** Moves two neighbours apart around their middle, or the outermost away from its end. */
    private static void widen(int[] line, int upper) {
        short[] spacing = SpectrumTables.SPACING_Q15;
        if (upper == 0) {
            line[0] = spacing[0];
            return;
        }
        if (upper == ORDER) {
            line[ORDER - 1] = TOP - spacing[ORDER];
            return;
        }
        int half = spacing[upper] >> 1;
        int lowest = half;
        for (int i = 0; i < upper; i++) {
            lowest += spacing[i];
        }
        int highest = TOP - half;
        for (int i = ORDER; i > upper; i--) {
            highest -= spacing[i];
        }
        int middle = (line[upper - 1] + line[upper] + 1) >> 1;
        middle = Math.max(lowest, Math.min(highest, middle));
        line[upper - 1] = middle - half;
        line[upper] = line[upper - 1] + spacing[upper];
    }
}
