package io.ringway.server;

/** Products of two recordings at every lag, by way of their spectra. */
final class CrossCorrelation {

    private CrossCorrelation() {}

    /**
     * Sums of {@code a[n]·b[n+lag]}.
     *
     * @return one for each lag from {@code 1 - a.length} to {@code b.length - 1}
     */
    static double[] of(short[] a, short[] b) {
        int size = Math.max(2, Integer.highestOneBit(a.length + b.length) * 2);
        double[] re = new double[size];
        double[] im = new double[size];
        // Both at once, one as the real part, one as the imaginary part; a runs backwards, which
        // makes their convolution the correlation.
        for (int n = 0; n < a.length; n++) {
            re[n] = a[a.length - 1 - n];
        }
        for (int n = 0; n < b.length; n++) {
            im[n] = b[n];
        }
        transform(re, im);
        multiply(re, im);
        // The inverse is the transform of the conjugate; the result is real.
        transform(re, im);
        double[] products = new double[Math.max(0, a.length + b.length - 1)];
        for (int n = 0; n < products.length; n++) {
            products[n] = re[n] / size;
        }
        return products;
    }

    /** From the spectrum of a + ib to the conjugate of the spectrum of a times that of b. */
    private static void multiply(double[] re, double[] im) {
        int size = re.length;
        for (int k = 0; k <= size / 2; k++) {
            int mirror = (size - k) % size;
            double aRe = (re[k] + re[mirror]) / 2;
            double aIm = (im[k] - im[mirror]) / 2;
            double bRe = (im[k] + im[mirror]) / 2;
            double bIm = (re[mirror] - re[k]) / 2;
            double productRe = aRe * bRe - aIm * bIm;
            double productIm = aRe * bIm + aIm * bRe;
            re[k] = productRe;
            im[k] = -productIm;
            re[mirror] = productRe;
            im[mirror] = productIm;
        }
    }

    /** Fourier transform in place, by halves (Cooley and Tukey). */
    private static void transform(double[] re, double[] im) {
        int size = re.length;
        shuffle(re);
        shuffle(im);
        for (int half = 1; half < size; half *= 2) {
            for (int k = 0; k < half; k++) {
                double cos = Math.cos(Math.PI * k / half);
                double sin = -Math.sin(Math.PI * k / half);
                for (int low = k; low < size; low += 2 * half) {
                    int high = low + half;
                    double turnedRe = re[high] * cos - im[high] * sin;
                    double turnedIm = re[high] * sin + im[high] * cos;
                    re[high] = re[low] - turnedRe;
                    im[high] = im[low] - turnedIm;
                    re[low] += turnedRe;
                    im[low] += turnedIm;
                }
            }
        }
    }

    /** Exchanges each value with the one whose index has the bits reversed. */
    private static void shuffle(double[] values) {
        int shift = Integer.numberOfLeadingZeros(values.length) + 1;
        for (int i = 0; i < values.length; i++) {
            int j = Integer.reverse(i) >>> shift;
            if (i < j) {
                double value = values[i];
                values[i] = values[j];
                values[j] = value;
            }
        }
    }
}
