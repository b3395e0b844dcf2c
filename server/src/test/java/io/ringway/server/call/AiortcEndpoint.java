package io.ringway.server.call;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A WHIP endpoint of another make, in a process of its own, that echoes what it receives. */
final class AiortcEndpoint implements AutoCloseable {

    /** Debian's, which is the one its python3-aiortc is for. */
    private static final String PYTHON = "/usr/bin/python3";

    private final Process process;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread reader;

    private AiortcEndpoint(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** Starts it; the calling test is skipped with a message where there is no aiortc. */
    static AiortcEndpoint start(Path dir) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of(PYTHON)) && hasAiortc(),
                "SKIPPED: there is no aiortc; apt-get install -y python3-aiortc");
        Path script = dir.resolve("aiortc_whip.py");
        try (InputStream in = AiortcEndpoint.class.getResourceAsStream("/call/aiortc_whip.py")) {
            Files.copy(in, script);
        }
        Path errors = dir.resolve("aiortc.log");
        return new AiortcEndpoint(
                new ProcessBuilder(PYTHON, script.toString())
                        .redirectError(errors.toFile())
                        .start());
    }

    CallUrl url() throws Exception {
        return CallUrl.parse("http://127.0.0.1:" + port.get(60, TimeUnit.SECONDS) + "/whip/new");
    }

    /** Ends it and returns what it has told. */
    List<String> end() throws InterruptedException {
        process.destroy();
        reader.join(10_000);
        return told;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (port.isDone()) {
                    told.add(line);
                } else {
                    port.complete(Integer.valueOf(line));
                }
            }
        } catch (IOException e) {
            told.add(e.toString());
        }
    }

    private static boolean hasAiortc() throws Exception {
        Process check = new ProcessBuilder(PYTHON, "-c", "import aiortc").start();
        return check.waitFor(60, TimeUnit.SECONDS) && check.exitValue() == 0;
    }
}
