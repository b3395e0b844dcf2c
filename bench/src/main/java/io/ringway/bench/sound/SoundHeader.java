package io.ringway.bench.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Where, when and from what a result came. */
final class SoundHeader {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    private SoundHeader() {}

    /**
     * Several lines and an empty one.
     *
     * @param command as typed
     * @param subject what was measured, a line each
     */
    static String of(String command, List<String> subject) throws IOException {
        StringBuilder out = new StringBuilder();
        line(out, "command", command);
        line(out, "date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        line(
                out,
                "machine",
                "%s, %d processors, %s %s"
                        .formatted(
                                processor(),
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("os.name"),
                                System.getProperty("os.version")));
        line(out, "commit", System.getProperty("ringway.commit", "not known"));
        subject.forEach(each -> line(out, "", each));
        return out.append('\n').toString();
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(PROCESSORS)) {
            return System.getProperty("os.arch", "some processor");
        }
        return Files.readAllLines(PROCESSORS).stream()
                .filter(line -> line.startsWith(MODEL))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch", "some processor"));
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(name).repeat(' ', 11 - name.length()).append(value).append('\n');
    }
}
