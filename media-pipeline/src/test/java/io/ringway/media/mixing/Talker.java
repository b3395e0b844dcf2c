package io.ringway.media.mixing;

import io.ringway.media.codec.AudioSource;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A source whose loudness can be changed: a sine, or noise that nothing else looks like. */
final class Talker implements AudioSource {

    private final int rateHz;
    private final double hz;
    private final SplittableRandom random;
    private final short[] last;
    private double amplitude;
    private boolean talking = true;
    private long position;

    private Talker(int rateHz, double hz, long seed) {
        this.rateHz = rateHz;
        this.hz = hz;
        this.random = new SplittableRandom(seed);
        this.last = new short[rateHz / 50];
    }

    static Talker sine(int rateHz, double hz, double amplitude) {
        return new Talker(rateHz, hz, 0).amplitude(amplitude);
    }

    static Talker noise(int rateHz, long seed, double amplitude) {
        return new Talker(rateHz, 0, seed).amplitude(amplitude);
    }

    Talker amplitude(double amplitude) {
        this.amplitude = amplitude;
        return this;
    }

    /** Whether it says anything at all. */
    void talking(boolean talks) {
        talking = talks;
    }

    /** What it said last; zeros when it said nothing. */
    short[] last() {
        return last;
    }

    @Override
    public int rateHz() {
        return rateHz;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public boolean read(short[] pcm, int samplesPerChannel, long nowNs) {
        Arrays.fill(last, (short) 0);
        if (!talking) {
            return false;
        }
        for (int i = 0; i < samplesPerChannel; i++) {
            double unit =
                    hz == 0
                            ? random.nextInt(-32_767, 32_768) / 32_767.0
                            : Math.sin(2 * Math.PI * hz * position / rateHz);
            position++;
            last[i] = (short) Math.round(amplitude * unit);
        }
        System.arraycopy(last, 0, pcm, 0, samplesPerChannel);
        return true;
    }
}
