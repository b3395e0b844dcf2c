package io.ringway.media.tone;

/**
 * Sines by table with linear interpolation, over 130 dB clean: a phase is 64 bits a turn, which
 * wrap by themselves. Thread: any.
 */
final class SineTable {

    private static final int INDEX_BITS = 12;
    private static final int SIZE = 1 << INDEX_BITS;
    private static final int FRACTION_BITS = 24;
    private static final int FRACTION_MASK = (1 << FRACTION_BITS) - 1;
    private static final float FRACTION_UNIT = 1f / (1 << FRACTION_BITS);

    private static final float[] TABLE = new float[SIZE + 1];

    static {
        for (int i = 0; i <= SIZE; i++) {
            TABLE[i] = (float) Math.sin(2 * Math.PI * i / SIZE);
        }
    }

    private SineTable() {}

    /** By how much the phase moves from one sample to the next. */
    static long stepOf(double hz, int rateHz) {
        return (long) (hz / rateHz * 0x1p64);
    }

    /**
     * Adds a sine to samples.
     *
     * @return the phase of the sample behind them
     */
    static long add(long phase, long step, float amplitude, float[] samples, int from, int count) {
        long at = phase;
        for (int i = from; i < from + count; i++) {
            int index = (int) (at >>> (64 - INDEX_BITS));
            int fraction = (int) (at >>> (64 - INDEX_BITS - FRACTION_BITS)) & FRACTION_MASK;
            float low = TABLE[index];
            float value = low + (TABLE[index + 1] - low) * (fraction * FRACTION_UNIT);
            samples[i] += amplitude * value;
            at += step;
        }
        return at;
    }
}
