package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.SpeechMatch;
import io.ringway.server.WavSamples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What arrived at a call's end, to be held against what was said. */
record HeardSpeech(WavSamples wav) {

    private static final double LEAST_CORRELATION = 0.95;
    private static final double TOLERANCE_SECONDS = 0.020;
    private static final double PACKET_SECONDS = 0.020;
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(5);

    /** A WAV file of the embedded speech service, once it holds as many packets as were sent. */
    static HeardSpeech atSink(Path file, int packets) throws Exception {
        double seconds = packets * PACKET_SECONDS;
        WavSamples wav =
                Await.until(
                        seconds + " s of audio in " + file,
                        WRITE_LIMIT,
                        () -> Files.exists(file) ? WavSamples.read(file) : null,
                        read -> read != null && read.seconds() > seconds - TOLERANCE_SECONDS);
        assertEquals(TestSpeech.HEARD_RATE_HZ, wav.rateHz());
        assertEquals(1, wav.channels());
        return new HeardSpeech(wav).assertLasts(packets);
    }

    /** A recording, found valid and decoded by opus-tools. */
    static HeardSpeech inRecording(Path file, Path folder) throws Exception {
        OpusTools.assertValid(file);
        return new HeardSpeech(OpusTools.decode(file, TestSpeech.HEARD_RATE_HZ, folder));
    }

    /** Fails unless it is as long as that many packets. */
    HeardSpeech assertLasts(int packets) {
        assertEquals(packets * PACKET_SECONDS, wav.seconds(), TOLERANCE_SECONDS, "seconds heard");
        return this;
    }

    /** Fails unless this is the speech that was said; returns how well it matches. */
    double assertIs(TestSpeech speech) {
        double correlation = SpeechMatch.of(speech.asHeard(), wav.channel(0)).correlation();
        assertTrue(correlation >= LEAST_CORRELATION, "correlation is " + correlation);
        return correlation;
    }
}
