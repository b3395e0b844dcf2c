package io.ringway.media.playback;

/**
 * Takes the click out of an edge between sound and silence without touching the sound's samples
 * more than it must: what is missing to a continuous line is added and dies away along a raised
 * cosine. Where sound begins or ends at zero nothing is added at all.
 *
 * <p>Thread: the owner's.
 */
final class EdgeRamp {

    private final float[] shape;
    private float offset;
    private int position;

    /**
     * @param length samples in which the offset dies away
     */
    EdgeRamp(int length) {
        shape = new float[length];
        for (int i = 0; i < length; i++) {
            shape[i] = (float) (0.5 + 0.5 * Math.cos(Math.PI * i / length));
        }
        position = length;
    }

    int length() {
        return shape.length;
    }

    /** Sound begins with that sample: start from what is still being heard. */
    void begin(short first) {
        restart(current() - first);
    }

    /** Sound ended with that sample, as it was heard; silence follows. */
    void end(short last) {
        restart(last);
    }

    void reset() {
        position = shape.length;
    }

    /** Adds what is left of the offset. */
    void addTo(short[] pcm, int from, int to) {
        for (int i = from; i < to && position < shape.length; i++) {
            int sum = Math.round(pcm[i] + offset * shape[position++]);
            pcm[i] = (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }

    /** Fades sound out over its whole length, to nothing. */
    void fadeOut(short[] pcm, int from, int samples) {
        for (int i = 0; i < samples; i++) {
            pcm[from + i] = (short) Math.round(pcm[from + i] * gain(i, samples));
        }
    }

    /** Fades sound in; the complement of {@link #fadeOut}. */
    void fadeIn(short[] pcm, int from, int samples) {
        for (int i = 0; i < samples; i++) {
            pcm[from + i] = (short) Math.round(pcm[from + i] * (1 - gain(i, samples)));
        }
    }

    private float gain(int i, int samples) {
        return shape[i * shape.length / samples];
    }

    private void restart(float newOffset) {
        offset = newOffset;
        position = newOffset == 0 ? shape.length : 0;
    }

    private float current() {
        return position < shape.length ? offset * shape[position] : 0;
    }
}
