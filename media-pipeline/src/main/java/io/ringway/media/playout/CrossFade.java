package io.ringway.media.playout;

/** Goes over from one sound to another. */
final class CrossFade {

    private CrossFade() {}

    /**
     * Mixes with weights that move linearly from the first sound to the second. The result may lie
     * where either came from.
     */
    static void mix(
            short[] from,
            int atFrom,
            short[] to,
            int atTo,
            short[] out,
            int atOut,
            int samples,
            int channels) {
        float step = 1f / (samples + 1);
        float weight = step;
        int i = atFrom * channels;
        int j = atTo * channels;
        int k = atOut * channels;
        for (int n = 0; n < samples; n++, weight += step) {
            for (int channel = 0; channel < channels; channel++, i++, j++, k++) {
                out[k] = (short) Math.round(from[i] + weight * (to[j] - from[i]));
            }
        }
    }

    /**
     * Takes a step out of where a repetition follows its original: adds what the repetition lacks
     * at its begin, less and less.
     *
     * @param last the last sample of the original
     * @param before the sample before the one that is repeated first
     */
    static void bend(
            short[] out, int at, int samples, int channels, short[] pcm, int last, int before) {
        for (int channel = 0; channel < channels; channel++) {
            float lacks = pcm[last * channels + channel] - pcm[before * channels + channel];
            float less = lacks / (samples + 1);
            int i = at * channels + channel;
            for (int n = 0; n < samples; n++, i += channels) {
                lacks -= less;
                int bent = out[i] + Math.round(lacks);
                out[i] = (short) Math.clamp(bent, Short.MIN_VALUE, Short.MAX_VALUE);
            }
        }
    }

    /** Fades in place from one gain to another. */
    static void fade(short[] pcm, int at, int samples, int channels, float fromGain, float toGain) {
        float step = (toGain - fromGain) / Math.max(1, samples);
        float gain = fromGain;
        int i = at * channels;
        for (int n = 0; n < samples; n++, gain += step) {
            for (int channel = 0; channel < channels; channel++, i++) {
                pcm[i] = (short) Math.round(gain * pcm[i]);
            }
        }
    }
}
