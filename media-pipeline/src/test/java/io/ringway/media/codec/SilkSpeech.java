package io.ringway.media.codec;

import java.io.IOException;
import java.util.Arrays;

/** A spoken word at the rate an encoder wants. */
final class SilkSpeech {

    private SilkSpeech() {}

    static short[] spoken(int rateHz) throws IOException {
        short[] spoken = TestSound.spoken48k();
        if (rateHz == 48_000) {
            return spoken;
        }
        short[] resampled = new short[spoken.length];
        Resampler resampler = new Resampler(48_000, rateHz, 1);
        int block = 480;
        int out = 0;
        for (int at = 0; at + block <= spoken.length; at += block) {
            out += resampler.process(spoken, at, block, resampled, out);
        }
        return Arrays.copyOf(resampled, out);
    }
}
