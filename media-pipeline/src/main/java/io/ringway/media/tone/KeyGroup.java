package io.ringway.media.tone;

/**
 * One of the two groups of frequencies that keys are made of (ITU-T Q.23): which of the four a
 * frame has most of, and by how much its real frequency is off, told by the turn of its phase since
 * the frame before.
 *
 * <p>Thread: the owner's. Allocates nothing.
 */
final class KeyGroup {

    /** Frames begin so many samples apart: 8 ms. */
    static final int HOP = WindowedTones.SAMPLES / 2;

    /** ITU-T Q.24 table A-1: 1.5 % off is to be taken, 3.5 % is not. */
    private static final double TOLERANCE = 0.022;

    /** A tone's level is steady within 1 dB; a voice's seldom is. */
    private static final float MOST_CHANGE = 1.26f;

    private static final double STEP = 2 * Math.PI * HOP / WindowedTones.RATE_HZ;

    private final int[] frequenciesHz;
    private final WindowedTones fundamental;
    private final WindowedTones second;
    private final float[] lastReal;
    private final float[] lastImaginary;
    private final float[] lastPower;
    private int strongest;
    private double offHz;

    KeyGroup(int[] frequenciesHz) {
        this.frequenciesHz = frequenciesHz;
        this.fundamental = new WindowedTones(frequenciesHz, 1);
        this.second = new WindowedTones(frequenciesHz, 2);
        this.lastReal = new float[frequenciesHz.length];
        this.lastImaginary = new float[frequenciesHz.length];
        this.lastPower = new float[frequenciesHz.length];
    }

    /** Takes the next frame. */
    void onFrame(float[] frame) {
        strongest = 0;
        for (int tone = 0; tone < frequenciesHz.length; tone++) {
            lastReal[tone] = fundamental.real(tone);
            lastImaginary[tone] = fundamental.imaginary(tone);
            lastPower[tone] = fundamental.power(tone);
            fundamental.measure(tone, frame);
            strongest = fundamental.power(tone) > fundamental.power(strongest) ? tone : strongest;
        }
        offHz = offHz();
    }

    /** Which of the four, from 0. */
    int strongest() {
        return strongest;
    }

    int frequencyHz() {
        return frequenciesHz[strongest];
    }

    /** Whether it is a tone of that frequency since a frame ago. */
    boolean isSteady() {
        float before = lastPower[strongest];
        float now = fundamental.power(strongest);
        boolean level = now < before * MOST_CHANGE && before < now * MOST_CHANGE;
        return level && isNear();
    }

    private boolean isNear() {
        return Math.abs(offHz) <= TOLERANCE * frequencyHz();
    }

    /** The square of its amplitude; the window's loss beside a table's frequency is made up for. */
    double power() {
        double bins = Math.abs(offHz) * WindowedTones.SAMPLES / WindowedTones.RATE_HZ;
        boolean known = bins > 1e-6 && isNear();
        double response =
                !known ? 1 : Math.sin(Math.PI * bins) / (Math.PI * bins) / (1 - bins * bins);
        return fundamental.power(strongest) / (response * response);
    }

    /** The same of its second harmonic, which voices have and keys have not. */
    double secondHarmonic(float[] frame) {
        second.measure(strongest, frame);
        return second.power(strongest);
    }

    private double offHz() {
        int tone = strongest;
        double re =
                fundamental.real(tone) * (double) lastReal[tone]
                        + fundamental.imaginary(tone) * (double) lastImaginary[tone];
        double im =
                fundamental.imaginary(tone) * (double) lastReal[tone]
                        - fundamental.real(tone) * (double) lastImaginary[tone];
        double turned = Math.atan2(im, re) - STEP * frequenciesHz[tone];
        return Math.IEEEremainder(turned, 2 * Math.PI) / STEP;
    }
}
