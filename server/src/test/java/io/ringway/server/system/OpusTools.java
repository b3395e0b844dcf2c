package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringway.server.WavSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Xiph's own tools as judges of a recording. */
public final class OpusTools {

    private OpusTools() {}

    /** Skips the calling test, saying what to install, when they are not there. */
    public static void assumeInstalled() {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/opusinfo"))
                        && Files.isExecutable(Path.of("/usr/bin/opusdec")),
                "SKIPPED: no opus-tools here; apt-get install -y opus-tools");
    }

    /** Fails unless {@code opusinfo} finds one whole Opus stream and nothing to warn of. */
    public static void assertValid(Path recording) throws IOException, InterruptedException {
        String report = run("opusinfo", recording.toString());
        assertTrue(report.contains("Logical stream 1 ended"), report);
        assertFalse(report.toLowerCase(Locale.ROOT).contains("warning"), report);
    }

    /** Fails unless {@code oggz-validate} finds every page in order, where it is installed. */
    public static void assertOrdered(Path recording) throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/oggz-validate")),
                "SKIPPED: no oggz-tools here; apt-get install -y oggz-tools");
        run("oggz-validate", recording.toString());
    }

    /** Decodes a recording into a WAV file in a folder. */
    public static WavSamples decode(Path recording, int rateHz, Path folder)
            throws IOException, InterruptedException {
        Path wav = Files.createTempFile(folder, "decoded", ".wav");
        run(
                "opusdec",
                "--quiet",
                "--force-wav",
                "--rate",
                Integer.toString(rateHz),
                recording.toString(),
                wav.toString());
        return WavSamples.read(wav);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        byte[] output = process.getInputStream().readAllBytes();
        String text = new String(output, StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), String.join(" ", command) + ": " + text);
        return text;
    }
}
