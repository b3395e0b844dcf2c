package io.ringway.media.tone;

/** Measures single frequencies in samples. */
final class Spectrum {

    private Spectrum() {}

    /** Level of a sine of that frequency in dBm0, a sine of full scale having +3.14. */
    static double levelDbm0(short[] pcm, int from, int count, double hz, int rateHz) {
        double[] fit = fit(pcm, from, count, hz, rateHz);
        double amplitude = Math.hypot(fit[0], fit[1]) + 1e-6;
        return 20 * Math.log10(amplitude / Short.MAX_VALUE) + Partial.FULL_SCALE_DBM0;
    }

    /** How far what is not that sine lies below it, in decibels. */
    static double purityDb(short[] pcm, int from, int count, double hz, int rateHz) {
        double[] fit = fit(pcm, from, count, hz, rateHz);
        double rest = 0;
        for (int i = 0; i < count; i++) {
            double w = 2 * Math.PI * hz * (from + i) / rateHz;
            double difference = pcm[from + i] - fit[0] * Math.sin(w) - fit[1] * Math.cos(w);
            rest += difference * difference / count;
        }
        double power = (fit[0] * fit[0] + fit[1] * fit[1]) / 2;
        return 10 * Math.log10(power / rest);
    }

    /** Phase against a sine that began with the first sample of all, in turns, −0.5 to 0.5. */
    static double phase(short[] pcm, int from, int count, double hz, int rateHz) {
        double[] fit = fit(pcm, from, count, hz, rateHz);
        return Math.atan2(fit[1], fit[0]) / (2 * Math.PI);
    }

    /** Least squares: the factors of sine and cosine. */
    private static double[] fit(short[] pcm, int from, int count, double hz, int rateHz) {
        double ss = 0;
        double cc = 0;
        double sc = 0;
        double vs = 0;
        double vc = 0;
        for (int i = from; i < from + count; i++) {
            double s = Math.sin(2 * Math.PI * hz * i / rateHz);
            double c = Math.cos(2 * Math.PI * hz * i / rateHz);
            ss += s * s;
            cc += c * c;
            sc += s * c;
            vs += s * pcm[i];
            vc += c * pcm[i];
        }
        double determinant = ss * cc - sc * sc;
        return new double[] {(vs * cc - vc * sc) / determinant, (vc * ss - vs * sc) / determinant};
    }
}
