package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.Decimation;
import io.ringway.server.SpeechMatch;
import io.ringway.server.StretchedMatch;
import io.ringway.server.WavSamples;
import io.ringway.server.system.TestSpeech;
import java.util.Arrays;

/** How well what a peer or the speech service heard is what was said. */
public final class Heard {

    private static final double LEAST_CORRELATION = 0.95;

    /** Opus between two browsers leaves 0.95; frames with a tenth of the energy cost 0.08. */
    private static final double LEAST_STRETCHED = 0.9;

    private static final double LEAST_PIECE = 0.9;
    private static final double LEAST_SHARE = 0.7;
    private static final int PIECE_SAMPLES = TestSpeech.RATE_HZ / 5;

    private Heard() {}

    /** Fails unless the speech is in there, whole. */
    public static void assertIs(TestSpeech speech, WavSamples heard) {
        double correlation = correlation(speech, heard);
        assertTrue(
                correlation >= LEAST_CORRELATION,
                () -> "correlation is %.3f of %.2f s".formatted(correlation, heard.seconds()));
    }

    /** Fails unless the speech is in there, stretched here and there as by a jitter buffer. */
    static void assertStretched(TestSpeech speech, WavSamples heard) {
        short[] narrow = narrow(heard);
        StretchedMatch match = StretchedMatch.of(speech.samples(), narrow, TestSpeech.RATE_HZ);
        assertTrue(
                match.correlation() >= LEAST_STRETCHED,
                () -> "%s of %.2f s".formatted(match, heard.seconds()));
    }

    /**
     * Fails unless the speech is in there, whole or with pauses: who plays in real time on a
     * machine that has too much to do falls silent now and then. Pieces that no pause falls into
     * are as they were said.
     */
    public static void assertPaused(TestSpeech speech, WavSamples heard) {
        short[] narrow = narrow(heard);
        short[] said = speech.samples();
        double whole = SpeechMatch.of(said, narrow).correlation();
        double share = whole >= LEAST_CORRELATION ? 1 : shareOfPieces(said, narrow);
        assertTrue(
                share >= LEAST_SHARE,
                () ->
                        "correlation is %.3f of %.2f s, %.2f of all pieces match; by 0.1 s: %s"
                                .formatted(whole, heard.seconds(), share, Loudness.course(narrow)));
    }

    /**
     * Fails unless the speech is in there as players in real time leave it: stretched here and
     * there or, where the machine did not let them play in time, with pauses.
     */
    static void assertPlayed(TestSpeech speech, WavSamples heard) {
        short[] narrow = narrow(heard);
        StretchedMatch match = StretchedMatch.of(speech.samples(), narrow, TestSpeech.RATE_HZ);
        if (match.correlation() < LEAST_STRETCHED) {
            assertPaused(speech, heard);
        }
    }

    /** How much of the speech, by energy, is in pieces that are found again. */
    private static double shareOfPieces(short[] said, short[] heard) {
        double found = 0;
        double all = 0;
        for (int from = 0; from + PIECE_SAMPLES <= said.length; from += PIECE_SAMPLES) {
            short[] piece = Arrays.copyOfRange(said, from, from + PIECE_SAMPLES);
            double energy = 0;
            for (short sample : piece) {
                energy += (double) sample * sample;
            }
            all += energy;
            boolean match = SpeechMatch.of(piece, heard).correlation() >= LEAST_PIECE;
            found += match ? energy : 0;
        }
        return all == 0 ? 0 : found / all;
    }

    /** Correlation with the speech, at the telephone's 8 kHz. */
    static double correlation(TestSpeech speech, WavSamples heard) {
        short[] narrow = narrow(heard);
        return SpeechMatch.of(speech.samples(), narrow).correlation();
    }

    private static short[] narrow(WavSamples heard) {
        return Decimation.of(heard.channel(0), heard.rateHz() / TestSpeech.RATE_HZ);
    }
}
