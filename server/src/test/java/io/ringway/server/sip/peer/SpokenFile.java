package io.ringway.server.sip.peer;

import io.ringway.server.WavSamples;
import io.ringway.server.WindowedSinc;
import io.ringway.server.system.TestSpeech;
import java.io.IOException;
import java.nio.file.Path;

/** Speech in a WAV file of a rate that a program asks for, between two silences. */
final class SpokenFile {

    private static final int HALF_TAPS = 24;
    private static final int LEAD_MS = 300;

    private SpokenFile() {}

    /**
     * Writes one.
     *
     * @param rateHz a multiple of 8,000
     * @param tailMs silence behind: how long the call goes on
     */
    static Path write(Path file, TestSpeech speech, int rateHz, int tailMs) throws IOException {
        int factor = rateHz / TestSpeech.RATE_HZ;
        short[] samples = speech.samples();
        int lead = LEAD_MS * rateHz / 1_000;
        int tail = tailMs * rateHz / 1_000;
        short[] all = new short[lead + samples.length * factor + tail];
        for (int n = 0; n < samples.length * factor; n++) {
            all[lead + n] = factor == 1 ? samples[n] : between(samples, n, factor);
        }
        new WavSamples(rateHz, 1, all).write(file);
        return file;
    }

    /** One sample of the higher rate, by a windowed sinc. */
    private static short between(short[] samples, int at, int factor) {
        double position = (double) at / factor;
        int nearest = (int) position;
        double sum = 0;
        for (int k = nearest - HALF_TAPS; k <= nearest + HALF_TAPS; k++) {
            if (k >= 0 && k < samples.length) {
                sum += samples[k] * WindowedSinc.at(position - k, HALF_TAPS);
            }
        }
        return (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
