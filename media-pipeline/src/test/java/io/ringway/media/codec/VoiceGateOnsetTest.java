package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.OpusEncoderSettings.Application;
import io.ringway.media.voice.SpokenSet;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gate over the speech set in a quiet room: what is lost where it opens, and how soon the sound
 * is what it would have been. Prints what it measures.
 */
@Timeout(120)
class VoiceGateOnsetTest {

    private static final int OUT_HZ = 16_000;
    private static final int MS = OUT_HZ / 1_000;

    @ParameterizedTest
    @CsvSource({
        "LIBOPUS, 16000, 12000, false, false", "LIBOPUS, 16000, 16000, false, false",
        "LIBOPUS, 16000, 24000, false, false", "LIBOPUS, 48000, 24000, false, false",
        "LIBOPUS, 48000, 32000, false, false", "LIBOPUS, 16000, 12000, true, false",
        "LIBOPUS, 16000, 16000, true, false", "LIBOPUS, 48000, 24000, true, false",
        "LIBOPUS, 48000, 32000, true, false", "LIBOPUS, 48000, 32000, true, true",
        "LIBOPUS, 16000, 24000, false, true", "CONCENTUS, 16000, 12000, false, false",
        "CONCENTUS, 16000, 16000, true, false", "CONCENTUS, 48000, 24000, false, false",
        "CONCENTUS, 48000, 32000, true, false",
    })
    void shouldLoseNoOnset(
            OpusCodecs.Provider provider, int rateHz, int bitrateBps, boolean levels, boolean dtx)
            throws IOException {
        OpusCodecs codecs = OpusCodecsTest.codecs(provider);
        OpusEncoderSettings settings =
                new OpusEncoderSettings(rateHz, 1, bitrateBps, 5, Application.VOICE, false, 0, dtx);
        LeveledStream stream = LeveledStream.encode(codecs, settings, SpokenSet.at(rateHz), -62);
        try (GatedRun whole = new GatedRun(codecs.decoder(OUT_HZ, 1), false);
                GatedRun gated = new GatedRun(codecs.decoder(OUT_HZ, 1), true)) {
            short[] expected = whole.sendAll(stream, levels).out.pcm();
            short[] heard = gated.sendAll(stream, levels).out.pcm();
            assertEquals(expected.length, heard.length);
            Onsets onsets = new Onsets(expected, heard, gated.gatedSamples(), OUT_HZ);
            System.out.printf(
                    "gate %s %d Hz %d b/s%s%s: %.0f %% held back, %d onsets,"
                            + " at most %.1f ms lost, correlation %.4f%n",
                    provider,
                    rateHz,
                    bitrateBps,
                    levels ? " levels" : "",
                    dtx ? " DTX" : "",
                    100 * gated.gatedShare(),
                    onsets.count(),
                    onsets.mostLostMs(),
                    onsets.leastCorrelation(20 * MS, 40 * MS));
            assertTrue(onsets.count() >= 10, "onsets " + onsets.count());
            assertTrue(onsets.mostLostMs() <= 10, "lost " + onsets.mostLostMs() + " ms");
            double correlation = onsets.leastCorrelation(20 * MS, 40 * MS);
            assertTrue(correlation >= 0.98, "correlation " + correlation);
        }
    }
}
