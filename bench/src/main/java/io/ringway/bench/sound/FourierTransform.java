package io.ringway.bench.sound;

/** Power spectra of real frames by a radix-2 transform. */
final class FourierTransform {

    private final int size;
    private final double[] cosines;
    private final double[] sines;
    private final double[] window;
    private final double[] real;
    private final double[] imaginary;

    /**
     * @param size of a frame, a power of two
     */
    FourierTransform(int size) {
        this.size = size;
        this.cosines = new double[size / 2];
        this.sines = new double[size / 2];
        this.window = new double[size];
        this.real = new double[size];
        this.imaginary = new double[size];
        for (int i = 0; i < size / 2; i++) {
            cosines[i] = Math.cos(2 * Math.PI * i / size);
            sines[i] = -Math.sin(2 * Math.PI * i / size);
        }
        for (int i = 0; i < size; i++) {
            // Hamming, periodic.
            window[i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / size);
        }
    }

    /**
     * Power at each frequency of the frame that begins at a place; beyond the ends is silence.
     *
     * @param power takes {@code size / 2 + 1} values
     */
    void power(short[] pcm, int start, double[] power) {
        int bits = Integer.numberOfTrailingZeros(size);
        for (int i = 0; i < size; i++) {
            int at = start + i;
            int to = Integer.reverse(i) >>> (32 - bits);
            real[to] = at >= 0 && at < pcm.length ? window[i] * pcm[at] : 0;
            imaginary[to] = 0;
        }
        for (int half = 1; half < size; half *= 2) {
            for (int base = 0; base < size; base += 2 * half) {
                butterflies(base, half);
            }
        }
        for (int i = 0; i <= size / 2; i++) {
            power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
        }
    }

    private void butterflies(int base, int half) {
        int step = size / (2 * half);
        for (int i = 0; i < half; i++) {
            int low = base + i;
            int high = low + half;
            double cosine = cosines[i * step];
            double sine = sines[i * step];
            double turnedReal = real[high] * cosine - imaginary[high] * sine;
            double turnedImaginary = real[high] * sine + imaginary[high] * cosine;
            real[high] = real[low] - turnedReal;
            imaginary[high] = imaginary[low] - turnedImaginary;
            real[low] += turnedReal;
            imaginary[low] += turnedImaginary;
        }
    }
}
