package io.ringway.server.sip.peer;

import io.ringway.server.system.Await;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One running program: what it says is kept in a file and can be waited for. */
final class ToolProcess implements AutoCloseable {

    private static final Duration END_LIMIT = Duration.ofSeconds(3);
    private static final int TAIL_LINES = 40;

    private final Process process;
    private final Path output;

    private ToolProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a program.
     *
     * @param folder where it runs
     * @param name of the file there that keeps what it says, both streams in one
     */
    static ToolProcess start(Path folder, String name, List<String> command) throws IOException {
        Path output = Files.createDirectories(folder).resolve(name + ".log");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        return new ToolProcess(process, output);
    }

    /** Runs a program to its end; fails unless that is a good one. Returns what it said. */
    static String run(Path folder, String name, Duration limit, List<String> command)
            throws IOException, InterruptedException {
        try (ToolProcess process = start(folder, name, command)) {
            int status = process.awaitExit(limit);
            if (status != 0) {
                throw new AssertionError(
                        String.join(" ", command) + " ended with " + status + process.tail());
            }
            return String.join("\n", process.lines());
        }
    }

    /** What it has said; bytes that are no text count as letters. */
    private List<String> lines() throws IOException {
        try (Stream<String> lines = Files.lines(output, StandardCharsets.ISO_8859_1)) {
            return lines.toList();
        }
    }

    /** Types a line for it to read. */
    void type(String line) throws IOException {
        Writer in = process.outputWriter(StandardCharsets.UTF_8);
        in.write(line + "\n");
        in.flush();
    }

    /** Waits for a line with the pattern in it, or fails with what was said instead. */
    String awaitLine(String pattern, Duration limit) throws Exception {
        Pattern wanted = Pattern.compile(pattern);
        Await.until(
                "\"" + pattern + "\" in " + output,
                limit,
                () -> lines().stream().anyMatch(wanted.asPredicate()) || !process.isAlive(),
                said -> said);
        return lines().stream()
                .filter(wanted.asPredicate())
                .findFirst()
                .orElseThrow(() -> new AssertionError("ended without " + pattern + tail()));
    }

    /** How many lines have the pattern in them. */
    long count(String pattern) throws IOException {
        return lines().stream().filter(Pattern.compile(pattern).asPredicate()).count();
    }

    boolean running() {
        return process.isAlive();
    }

    /** Waits for its end; its exit status. */
    int awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still runs after " + limit.toSeconds() + " s" + tail());
        }
        return process.exitValue();
    }

    /** Its last lines, for a failure's message. */
    String tail() {
        try {
            List<String> all = lines();
            List<String> last = all.subList(Math.max(0, all.size() - TAIL_LINES), all.size());
            return "\n(" + output + ")\n" + String.join("\n", last);
        } catch (IOException e) {
            return "\n(" + output + " cannot be read: " + e + ")";
        }
    }

    /** Ends it politely, then by force. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
