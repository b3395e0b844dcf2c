package io.ringway.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.ServerProcess;
import io.ringway.server.StartupException;
import io.ringway.server.config.Configuration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTreeTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Supplier<ServerProcess> server, Map<String, String> env, String... args) {
        CommandTree tree =
                new CommandTree(
                        server,
                        (address, port, folder, reply) -> {
                            throw new StartupException("port " + port + " is taken", null);
                        },
                        env);
        tree.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return tree.execute(args);
    }

    private int run(String... args) {
        return run(
                () -> {
                    throw new IllegalStateException("no server in this test");
                },
                Map.of(),
                args);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo", "run", "test", "call", "dial", "sink", "route", "bench", "stat", "train"
            })
    void shouldExplainEveryCommand(String command) {
        assertEquals(0, run(command, "--help"));
        assertTrue(out.toString().contains("Usage: ringway " + command), out.toString());
    }

    @Test
    void shouldListASettingWithItsRangeAndDefault() {
        run("run", "--help");
        String help = out.toString();
        assertTrue(help.contains("--http-port"));
        assertTrue(help.contains("0 to 65535 (default 8080)"));
    }

    @Test
    void shouldPrintTheConfigurationWithOrigins() {
        int exit =
                run(
                        () -> {
                            throw new IllegalStateException("not to be started");
                        },
                        Map.of("PORT", "9000"),
                        "demo",
                        "--print-config",
                        "--max-sessions=5",
                        "--record");
        assertEquals(0, exit, err.toString());
        assertTrue(line("http-port").endsWith("(environment PORT)"));
        assertTrue(line("max-sessions").endsWith("(flag --max-sessions)"));
        assertTrue(line("echo ").endsWith("(demo)"));
        assertTrue(line("media-port").endsWith("(default)"));
        assertTrue(line("record ").contains("= true"));
    }

    private String line(String key) {
        return out.toString().lines().filter(line -> line.startsWith(key)).findFirst().orElse("");
    }

    @Test
    void shouldSuggestTheNearestFlag() {
        assertEquals(2, run("run", "--htp-port=1"));
        assertTrue(err.toString().contains("--http-port"), err.toString());
    }

    @Test
    void shouldSayInOneLineWhatKeepsItFromStarting() {
        assertEquals(2, run("sink", "--port=5"));
        assertEquals("ringway: port 5 is taken\n", err.toString());
    }

    @Test
    void shouldShowStackTracesOnlyWhenAsked() {
        assertEquals(2, run("sink", "--verbose"));
        assertTrue(err.toString().contains("\tat "));
    }

    @Test
    void shouldTellBugsFromWhatTheOperatorCanPutRight() {
        assertEquals(1, run("run", "--log-format=text", "--log-level=off"));
        assertTrue(err.toString().contains("no server in this test"));
        assertFalse(err.toString().contains("\tat "));
    }

    @Test
    void shouldSayThatNoServerAnswers() {
        assertEquals(2, run("stat", "--once", "--url=http://127.0.0.1:1"));
        assertTrue(err.toString().startsWith("ringway: no server answers at http://127.0.0.1:1/"));
    }

    @Test
    void shouldStartAndStopWhenChecking() {
        List<String> seen = new ArrayList<>();
        assertEquals(
                0, run(() -> new Recorder(seen), Map.of(), "run", "--check", "--log-level=off"));
        assertEquals(List.of("start 8080", "drain", "close"), seen);
        assertEquals("ready at 8080\n", out.toString());
    }

    @Test
    void shouldCleanUpAfterAFailedStart() {
        List<String> seen = new ArrayList<>();
        Supplier<ServerProcess> failing =
                () ->
                        new Recorder(seen) {
                            @Override
                            public void start(Configuration configuration) {
                                throw new StartupException("http-port 8080 is taken", null);
                            }
                        };
        assertEquals(2, run(failing, Map.of(), "run", "--log-level=off"));
        assertEquals(List.of("close"), seen);
    }

    /** A server that notes what is asked of it. */
    private static class Recorder implements ServerProcess {

        private final List<String> seen;
        private int port;

        Recorder(List<String> seen) {
            this.seen = seen;
        }

        @Override
        public void start(Configuration configuration) {
            port = configuration.http().port();
            seen.add("start " + port);
        }

        @Override
        public String readyLine() {
            return "ready at " + port;
        }

        @Override
        public int httpPort() {
            return port;
        }

        @Override
        public int sipPort() {
            return 0;
        }

        @Override
        public void drain() {
            seen.add("drain");
        }

        @Override
        public void close() {
            seen.add("close");
        }
    }
}
