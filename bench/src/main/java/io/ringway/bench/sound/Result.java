package io.ringway.bench.sound;

/**
 * What one receiver made of one trace.
 *
 * @param receiver its name
 * @param nsim see {@link Similarity}
 * @param lsdDb see {@link LogSpectralDistance}; NaN for receivers that follow a clock
 */
record Result(String trace, String receiver, Heard heard, double nsim, double lsdDb) {

    /** Whether the receiver promises as many samples as were sent. */
    boolean isExact() {
        return !Double.isNaN(lsdDb);
    }
}
