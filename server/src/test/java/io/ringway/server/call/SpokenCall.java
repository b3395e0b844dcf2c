package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LegStatistics;
import io.ringway.server.SpeechMatch;
import io.ringway.server.SyntheticSpeech;
import io.ringway.server.WavSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Speech that is spoken into a call, and whether the call went through and was heard. */
final class SpokenCall {

    private static final double ALIKE = 0.95;

    /** How much longer or shorter than what was sent it may be: a frame. */
    static final double TOLERANCE_SECONDS = 0.020;

    private SpokenCall() {}

    /** Mono speech, the same every time. */
    static WavSamples speech(int rateHz, double seconds) {
        return new WavSamples(rateHz, 1, SyntheticSpeech.of(7, rateHz, seconds));
    }

    /** The file of that directory that holds the speech now. */
    static Path written(WavSamples speech, Path dir) throws IOException {
        Path file = dir.resolve("speech.wav");
        speech.write(file);
        return file;
    }

    static void assertComplete(CallReport report) {
        assertTrue(report.complete(), () -> String.join("; ", report.failures()));
    }

    /** That the speech service of a closed server heard this in its one session. */
    static void assertHeard(WavSamples speech, CalledServer server) throws IOException {
        List<WavSamples> all = server.heard();
        assertEquals(1, all.size());
        WavSamples heard = all.getFirst();
        assertEquals(speech.rateHz(), heard.rateHz());
        assertAlike(speech.samples(), heard.samples());
        assertEquals(speech.seconds(), heard.seconds(), TOLERANCE_SECONDS);
    }

    static void assertAlike(short[] reference, short[] heard) {
        SpeechMatch match = SpeechMatch.of(reference, heard);
        assertTrue(match.correlation() >= ALIKE, match.toString());
    }

    /** The media path's own figures at the end of a call that came about. */
    static LegStatistics media(CallResult call) {
        LegStatistics media = call.media();
        assertNotNull(media);
        return media;
    }
}
