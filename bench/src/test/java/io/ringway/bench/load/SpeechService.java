package io.ringway.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code perf/speech}, built where it can be, running. */
final class SpeechService {

    private static final Path FOLDER =
            Path.of(System.getProperty("ringway.root", "."), "perf/speech").toAbsolutePath();
    private static final Path HEADER = Path.of("/usr/include/nghttp2/nghttp2.h");
    private static final String READY = "ready port=";
    private static final long BUILD_S = 60;
    private static final long ANSWER_S = 10;
    private static final long END_S = 10;

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;
    private final int port;

    private SpeechService(Process process) throws IOException {
        this.process = process;
        answers = process.inputReader(StandardCharsets.UTF_8);
        orders = process.outputWriter(StandardCharsets.UTF_8);
        String said = answer();
        if (said == null || !said.startsWith(READY)) {
            process.destroyForcibly();
            throw new AssertionError("it said " + said);
        }
        port = Integer.parseInt(said.substring(READY.length()));
    }

    /** Skips the tests, loudly, where the program cannot be built. */
    static void build() throws IOException, InterruptedException {
        assumeTrue(
                Files.exists(HEADER) && onPath("make") && onPath("gcc"),
                "SKIPPED: gcc, make or libnghttp2-dev is not here");
        Process build =
                new ProcessBuilder("make", "-s", "-C", FOLDER.toString()).inheritIO().start();
        assertTrue(build.waitFor(BUILD_S, TimeUnit.SECONDS), "make does not end");
        assertEquals(0, build.exitValue(), "make failed; why is above");
    }

    static SpeechService start() throws IOException {
        ProcessBuilder program =
                new ProcessBuilder(FOLDER.resolve("build/speech-service").toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        return new SpeechService(program.start());
    }

    private static boolean onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    int port() {
        return port;
    }

    @Nullable String report() throws IOException {
        return ask("report");
    }

    @Nullable String reset() throws IOException {
        return ask("reset");
    }

    private @Nullable String ask(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        return answer();
    }

    /** Its next line; null when it has ended, as it must when it says nothing for so long. */
    private @Nullable String answer() throws IOException {
        CompletableFuture<Void> impatience =
                CompletableFuture.runAsync(
                        process::destroyForcibly,
                        CompletableFuture.delayedExecutor(ANSWER_S, TimeUnit.SECONDS));
        try {
            return answers.readLine();
        } finally {
            impatience.cancel(false);
        }
    }

    /** The end of its orders is its end. */
    void close() throws IOException, InterruptedException {
        orders.close();
        boolean ended = process.waitFor(END_S, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, "it goes on without orders");
        assertEquals(0, process.exitValue());
    }
}
