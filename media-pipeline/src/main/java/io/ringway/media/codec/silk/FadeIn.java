package io.ringway.media.codec.silk;

/** The first frame after a concealed one grows from its loudness where it is louder. */
final class FadeIn {

    private static final int UNITY_Q16 = 1 << 16;

    private boolean concealed;
    private int energy;
    private int shift;

    void reset() {
        concealed = false;
        energy = 0;
        shift = 0;
    }

    /** Remembers how loud a concealed frame was. */
    void onConcealed(short[] signal, int from, int samples) {
        shift = Energy.shift(signal, from, samples);
        energy = Energy.of(signal, from, samples, shift);
        concealed = true;
    }

    /** Fades in, if the frame before was concealed. */
    void onDecoded(short[] signal, int from, int samples) {
        if (!concealed) {
            return;
        }
        concealed = false;
        int ownShift = Energy.shift(signal, from, samples);
        int own = Energy.of(signal, from, samples, ownShift);
        int before = energy;
        if (ownShift > shift) {
            before >>= ownShift - shift;
        } else {
            own >>= shift - ownShift;
        }
        if (own > before) {
            fade(signal, from, samples, rootOfRatioQ16(before, own));
        }
    }

    private static int rootOfRatioQ16(int before, int own) {
        int room = Integer.numberOfLeadingZeros(before) - 1;
        int ratioQ24 = (before << room) / Math.max(own >> Math.max(24 - room, 0), 1);
        return FixedPoint.squareRoot(ratioQ24) << 4;
    }

    private static void fade(short[] signal, int from, int samples, int startQ16) {
        int gainQ16 = startQ16;
        int slope = ((UNITY_Q16 - gainQ16) / samples) << 2;
        int i = from;
        do {
            signal[i] = (short) FixedPoint.timesQ16(gainQ16, signal[i]);
            gainQ16 += slope;
            i++;
        } while (i < from + samples && gainQ16 <= UNITY_Q16);
    }
}
