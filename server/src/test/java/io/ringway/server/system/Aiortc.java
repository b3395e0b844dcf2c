package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A caller by aiortc, in a process of its own. */
final class Aiortc implements AutoCloseable {

    private static final String PYTHON = "/usr/bin/python3";
    private static final Path PACKAGE = Path.of("/usr/lib/python3/dist-packages/aiortc");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long EXIT_LIMIT_S = 5;

    private final Process process;
    private final Path errors;
    private final BufferedWriter commands;
    private final BufferedReader outcomes;

    private Aiortc(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.outcomes = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Skips the calling test, saying what to install, when there is no aiortc. */
    static void assumeInstalled() {
        assumeTrue(
                Files.isExecutable(Path.of(PYTHON)) && Files.isDirectory(PACKAGE),
                "SKIPPED: no aiortc here; apt-get install -y python3-aiortc");
    }

    /** Starts a caller that says a WAV file once it is connected. */
    static Aiortc start(Path speech, Path folder) throws IOException {
        Path script = folder.resolve("aiortc_caller.py");
        Files.writeString(script, Chromium.resource("/system/aiortc_caller.py"));
        Path errors = Files.createTempFile(folder, "aiortc", ".log");
        Process process =
                new ProcessBuilder(PYTHON, script.toString(), speech.toString())
                        .redirectError(Redirect.to(errors.toFile()))
                        .start();
        return new Aiortc(process, errors);
    }

    String offer() throws IOException {
        return ask("offer", Map.of()).path("sdp").textValue();
    }

    String answer(String offer) throws IOException {
        return ask("answer", Map.of("sdp", offer)).path("sdp").textValue();
    }

    void accept(String answer) throws IOException {
        ask("accept", Map.of("sdp", answer));
    }

    /** Its connection's state and its packets sent and received. */
    JsonNode statistics() throws IOException {
        return ask("statistics", Map.of());
    }

    void hangUp() throws IOException {
        ask("close", Map.of());
    }

    private JsonNode ask(String what, Map<String, String> arguments) throws IOException {
        Map<String, String> command = new LinkedHashMap<>(arguments);
        command.put("do", what);
        commands.write(JSON.writeValueAsString(command));
        commands.newLine();
        commands.flush();
        String outcome = outcomes.readLine();
        return outcome == null
                ? fail(what + " failed in aiortc: " + Files.readString(errors))
                : JSON.readTree(outcome);
    }

    @Override
    public void close() throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(EXIT_LIMIT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        commands.close();
        outcomes.close();
    }
}
