package io.ringway.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Judges files by the tools of those who wrote the format. */
final class OggTools {

    private OggTools() {}

    /** Fails on any warning of opusinfo; returns what it says. */
    static String assertValid(Path file) throws Exception {
        String report = run("opus-tools", 0, "opusinfo", file.toString());
        assertFalse(report.toUpperCase(Locale.ROOT).contains("WARNING"), report);
        assertFalse(report.toUpperCase(Locale.ROOT).contains("ERROR"), report);
        return report;
    }

    /**
     * Whole pages without an end, as a killed process leaves them: the missing end is all opusinfo
     * may warn of.
     */
    static String assertValidButUnfinished(Path file) throws Exception {
        String report = run("opus-tools", 1, "opusinfo", file.toString());
        List<String> warnings =
                report.lines()
                        .filter(line -> line.toUpperCase(Locale.ROOT).contains("WARNING"))
                        .toList();
        assertEquals(1, warnings.size(), report);
        assertTrue(warnings.getFirst().contains("EOS not set"), report);
        return report;
    }

    /** Fails unless oggz-validate has nothing to say against the file. */
    static void assertValidForOggz(Path file) throws Exception {
        run("oggz-tools", 0, "oggz-validate", file.toString());
    }

    /** Decodes to raw 48 kHz samples with opusdec; returns how many there are a channel. */
    static long decodedSamples(Path file, int channels) throws Exception {
        Path raw = file.resolveSibling("decoded.raw");
        run(
                "opus-tools",
                0,
                "opusdec",
                "--quiet",
                "--rate",
                "48000",
                "--no-dither",
                file.toString(),
                raw.toString());
        return Files.size(raw) / Short.BYTES / channels;
    }

    /** Encodes raw 48 kHz mono samples with opusenc. */
    static void encode(Path raw, Path ogg) throws Exception {
        run(
                "opus-tools",
                0,
                "opusenc",
                "--quiet",
                "--raw",
                "--raw-rate",
                "48000",
                "--raw-chan",
                "1",
                raw.toString(),
                ogg.toString());
    }

    private static String run(String debianPackage, int expectedStatus, String... command)
            throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return abort("SKIPPED: no " + command[0] + "; apt-get install " + debianPackage);
        }
        List<String> line = new ArrayList<>(Arrays.asList(command));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(expectedStatus, process.waitFor(), () -> line + ": " + output);
        return output;
    }
}
