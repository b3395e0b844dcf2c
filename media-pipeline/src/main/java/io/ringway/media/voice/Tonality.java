package io.ringway.media.voice;

/**
 * How much of a sound's power lies in its two strongest spectral lines: nearly all of it in signals
 * of the telephone network (DTMF, dial, ringing and busy tones, ITU-T E.180 and Q.23).
 */
final class Tonality {

    /** A share above this is a signal; voices, of many harmonics, stay below. */
    static final float TONE = 0.93f;

    /** Bins to each side of a line that a Hann window smears it over. */
    private static final int SPREAD = 2;

    /** Lines below 300 Hz are a voice's fundamental rather than a signal. */
    private static final int FIRST_BIN = 9;

    private static final int FROM_BIN = 3;

    /** Share of the two strongest lines, 0 to 1; 0 when the strongest is below 300 Hz. */
    float of(float[] powers) {
        float total = 1e-12f;
        for (int bin = FROM_BIN; bin < powers.length; bin++) {
            total += powers[bin];
        }
        int first = strongest(powers, -powers.length);
        if (first < FIRST_BIN) {
            return 0;
        }
        int second = strongest(powers, first);
        return (around(powers, first) + outside(powers, second, first)) / total;
    }

    /** The strongest bin that is not part of another line. */
    private static int strongest(float[] powers, int exceptLine) {
        int best = FROM_BIN;
        float most = -1;
        for (int bin = FROM_BIN; bin < powers.length; bin++) {
            if (powers[bin] > most && Math.abs(bin - exceptLine) > SPREAD) {
                most = powers[bin];
                best = bin;
            }
        }
        return best;
    }

    private static float around(float[] powers, int line) {
        return outside(powers, line, -powers.length);
    }

    private static float outside(float[] powers, int line, int exceptLine) {
        float sum = 0;
        int to = Math.min(powers.length - 1, line + SPREAD);
        for (int bin = Math.max(FROM_BIN, line - SPREAD); bin <= to; bin++) {
            sum += Math.abs(bin - exceptLine) > SPREAD ? powers[bin] : 0;
        }
        return sum;
    }
}
