package io.ringway.server;

/** A lower rate: every so many-th sample, what lies above half that rate taken away before. */
public final class Decimation {

    private static final int HALF_TAPS = 24;

    private Decimation() {}

    /** A windowed sinc keeps what lies below; 1 changes nothing. */
    public static short[] of(short[] samples, int factor) {
        short[] narrow = new short[samples.length / factor];
        int reach = HALF_TAPS * factor;
        for (int n = 0; n < narrow.length; n++) {
            double sum = 0;
            for (int k = -reach; k <= reach; k++) {
                int at = n * factor + k;
                if (at >= 0 && at < samples.length) {
                    sum += samples[at] * WindowedSinc.at((double) k / factor, HALF_TAPS) / factor;
                }
            }
            narrow[n] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return narrow;
    }
}
