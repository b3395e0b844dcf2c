package io.ringway.media.playback;

/**
 * The few milliseconds in which sound fades that was stopped at once: heard over whatever comes
 * next. Thread: the owner's.
 */
final class FadeTail {

    private final EdgeRamp ramp;
    private final short[] samples;
    private int length;

    FadeTail(EdgeRamp ramp) {
        this.ramp = ramp;
        this.samples = new short[ramp.length()];
    }

    boolean pending() {
        return length > 0;
    }

    /** Fades the next samples, which stay where they are. */
    void take(SampleFifo sound, int count) {
        sound.peek(samples, 0, count);
        ramp.fadeOut(samples, 0, count);
        length = count;
    }

    /** Adds them to the beginning of a frame, once. */
    void addTo(short[] pcm) {
        for (int i = 0; i < length; i++) {
            pcm[i] = (short) Math.clamp(pcm[i] + samples[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
        length = 0;
    }
}
