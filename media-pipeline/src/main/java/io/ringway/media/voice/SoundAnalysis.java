package io.ringway.media.voice;

import java.util.Arrays;

/**
 * What a {@link VoiceActivity} needs to know of the newest 10 ms: power in bands over the last 32
 * ms, how tone-like and how periodic they are, and the power of the 10 ms alone.
 */
final class SoundAnalysis {

    /** Eight bands up to 4 kHz; a ninth above it when the rate is 16 kHz. */
    private static final int[] BAND_BINS = {3, 8, 16, 24, 32, 48, 64, 96, 126};

    private static final int RATE_HZ = 8_000;
    private static final int HOP = RATE_HZ / 100;
    private static final int LOW_HOP = HOP / 2;

    /** One pole at 90 Hz takes out rumble and most of the mains' hum. */
    private static final float HIGH_PASS = 0.93f;

    private final boolean wide;
    private final HalfBandSplit fromWide = new HalfBandSplit();
    private final HalfBandSplit toLow = new HalfBandSplit();
    private final PowerSpectrum spectrum = new PowerSpectrum();
    private final Tonality tonality = new Tonality();
    private final Periodicity periodicity = new Periodicity();
    private final float[] input = new float[2 * HOP];
    private final float[] window = new float[PowerSpectrum.WINDOW];
    private final float[] low = new float[Periodicity.HISTORY];
    private final float[] bins = new float[PowerSpectrum.BINS];
    private final float[] bands;
    private float hopPower;
    private float highPassIn;
    private float highPassOut;

    SoundAnalysis(int rateHz) {
        this.wide = rateHz == 2 * RATE_HZ;
        this.bands = new float[BAND_BINS.length - 1 + (wide ? 1 : 0)];
    }

    int bandCount() {
        return bands.length;
    }

    /** Power in each band, where a sine at full scale has 0.5. */
    float[] bandPowers() {
        return bands;
    }

    /** Power of the newest 10 ms alone, in the unit of {@link #bandPowers}. */
    float hopPower() {
        return hopPower;
    }

    /** Takes the next 10 ms. */
    void next(short[] pcm, int from) {
        int samples = wide ? 2 * HOP : HOP;
        for (int i = 0; i < samples; i++) {
            input[i] = pcm[from + i] * (1f / 32_768);
        }
        if (wide) {
            bands[bands.length - 1] = fromWide.split(input, 0, HOP, input, 0);
        }
        System.arraycopy(window, HOP, window, 0, window.length - HOP);
        int newest = window.length - HOP;
        highPass(newest);
        hopPower = power(newest) + (wide ? bands[bands.length - 1] : 0);
        System.arraycopy(low, LOW_HOP, low, 0, low.length - LOW_HOP);
        toLow.split(window, newest, LOW_HOP, low, low.length - LOW_HOP);
        measureBands();
    }

    /** Whether the last 32 ms are one or two pure tones. */
    boolean tonal() {
        return tonality.of(bins) > Tonality.TONE;
    }

    /** From 0 (noise) to 1 (a steady voice). */
    float periodicity() {
        return periodicity.of(low);
    }

    void reset() {
        fromWide.reset();
        toLow.reset();
        Arrays.fill(window, 0);
        Arrays.fill(low, 0);
        highPassIn = 0;
        highPassOut = 0;
    }

    private void highPass(int newest) {
        for (int i = 0; i < HOP; i++) {
            float in = input[i];
            highPassOut = in - highPassIn + HIGH_PASS * highPassOut;
            highPassIn = in;
            window[newest + i] = highPassOut;
        }
    }

    private float power(int newest) {
        float sum = 0;
        for (int i = newest; i < window.length; i++) {
            sum += window[i] * window[i];
        }
        return sum / HOP;
    }

    private void measureBands() {
        spectrum.of(window, bins);
        for (int band = 0; band < BAND_BINS.length - 1; band++) {
            float sum = 0;
            for (int bin = BAND_BINS[band]; bin < BAND_BINS[band + 1]; bin++) {
                sum += bins[bin];
            }
            bands[band] = 2 * sum;
        }
    }
}
