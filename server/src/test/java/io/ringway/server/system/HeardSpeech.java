package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.SpeechMatch;
import io.ringway.server.WavSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What arrived at a call's end, to be held against what was said. */
record HeardSpeech(WavSamples wav) {

    static final double LEAST_CORRELATION = 0.95;
    static final double TOLERANCE_SECONDS = 0.020;
    private static final double PACKET_SECONDS = 0.020;
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(5);

    /** The WAV file of the speech service once it holds as many packets as were sent. */
    static HeardSpeech atSink(Path file, int packets) throws Exception {
        double seconds = packets * PACKET_SECONDS;
        WavSamples wav =
                Await.until(
                        seconds + " s of audio in " + file,
                        WRITE_LIMIT,
                        () -> Files.exists(file) ? WavSamples.read(file) : null,
                        read -> read != null && read.seconds() > seconds - TOLERANCE_SECONDS);
        assertEquals(seconds, wav.seconds(), TOLERANCE_SECONDS, "duration of " + file);
        assertEquals(TestSpeech.SPEECH_RATE_HZ, wav.rateHz());
        assertEquals(1, wav.channels());
        return new HeardSpeech(wav);
    }

    /** A recording, checked and decoded by opus-tools. */
    static HeardSpeech inRecording(Path file, Path folder) throws Exception {
        String report = run("opusinfo", file.toString());
        assertTrue(report.contains("Opus stream 1:"), report);
        assertTrue(!report.toLowerCase().contains("warning"), report);
        Path wav = Files.createTempFile(folder, "decoded", ".wav");
        run(
                "opusdec",
                "--quiet",
                "--force-wav",
                "--rate",
                Integer.toString(TestSpeech.RATE_HZ),
                file.toString(),
                wav.toString());
        return new HeardSpeech(WavSamples.read(wav));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), String.join(" ", command) + ": " + output);
        return output;
    }

    double seconds() {
        return wav.seconds();
    }

    double correlation(TestSpeech speech) {
        short[] mono = wav.channel(0);
        boolean high = wav.rateHz() == TestSpeech.RATE_HZ;
        return SpeechMatch.of(speech.at16k(), high ? TestSpeech.at16k(mono) : mono).correlation();
    }

    /** Fails unless this is the speech that was said. */
    HeardSpeech assertIs(TestSpeech speech) {
        double correlation = correlation(speech);
        assertTrue(correlation >= LEAST_CORRELATION, "correlation is " + correlation);
        return this;
    }
}
