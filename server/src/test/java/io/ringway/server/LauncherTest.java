package io.ringway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher script, run as people run it, on the classes under test instead of a build. */
class LauncherTest {

    private static final Path SCRIPT =
            Path.of(System.getProperty("ringway.root", "."), "ringway").toAbsolutePath();

    @TempDir private Path folder;

    private record Outcome(int exit, String out, String err) {}

    @BeforeAll
    static void needBash() {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "SKIPPED: there is no /bin/bash");
    }

    private Outcome run(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("RINGWAY_"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running: " + command);
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Outcome ringway(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/bash", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return run(
                Map.of(
                        "RINGWAY_CLASSPATH", System.getProperty("java.class.path"),
                        "JAVA_HOME", System.getProperty("java.home")),
                command);
    }

    /** A folder that looks like a JDK of that version and is the one that runs this test. */
    private Path jdk(String name, int version) throws IOException {
        Path home = folder.resolve(name);
        Path bin = Files.createDirectories(home.resolve("bin"));
        forwarding(bin.resolve("java"), System.getProperty("java.home") + "/bin/java");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
        return home;
    }

    private static void forwarding(Path script, String target) throws IOException {
        Files.writeString(script, "#!/bin/bash\nexec " + target + " \"$@\"\n");
        assertTrue(script.toFile().setExecutable(true));
    }

    @Test
    void shouldParse() throws IOException, InterruptedException {
        Outcome outcome = run(Map.of(), List.of("/bin/bash", "-n", SCRIPT.toString()));
        assertEquals("", outcome.err());
        assertEquals(0, outcome.exit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "run", "test", "sink", "bench", "stat", "train"})
    void shouldExplainEveryCommand(String command) throws IOException, InterruptedException {
        Outcome outcome = ringway(command, "--help");
        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(outcome.out().startsWith("Usage: ringway " + command), outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void shouldReadTheUsualFileFromWhereItIsCalled() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("ringway.properties"), "http-port=9123\n");
        Outcome outcome = ringway("run", "--print-config");
        assertTrue(
                outcome.out().matches("(?s).*http-port += 9123 +\\(ringway.properties:1\\).*"),
                outcome.out());
    }

    @Test
    void shouldSayInOneLineThatAJdkIsMissing() throws IOException, InterruptedException {
        Path old = jdk("jdk-17", 17);
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("sed", "dirname", "readlink")) {
            forwarding(tools.resolve(tool), "/usr/bin/" + tool);
        }
        Outcome outcome =
                run(
                        Map.of(
                                "PATH", tools.toString(),
                                "JAVA_HOME", old.toString(),
                                "RINGWAY_JVM_FOLDERS", folder.toString()),
                        List.of("/bin/bash", SCRIPT.toString(), "run"));
        assertEquals(2, outcome.exit());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(outcome.err().startsWith("ringway: needs a JDK 25 or newer"), outcome.err());
    }

    @Test
    void shouldFindAJdkThatJavaHomeDoesNotName() throws IOException, InterruptedException {
        jdk("jvm/a-old-one", 17);
        Path folders = jdk("jvm/new-one", 25).resolveSibling("");
        Outcome outcome =
                run(
                        Map.of(
                                "RINGWAY_CLASSPATH", System.getProperty("java.class.path"),
                                "JAVA_HOME", folder.resolve("gone").toString(),
                                "RINGWAY_JVM_FOLDERS", folders.toString()),
                        List.of("/bin/bash", SCRIPT.toString(), "--version"));
        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(outcome.out().contains("on Java " + Runtime.version().feature()));
    }

    @ParameterizedTest
    @CsvSource({
        "'', Using The Z Garbage Collector",
        "-Xmx128m, Using The Z Garbage Collector",
        "-XX:+UseG1GC, Using G1",
        "-XX:+UseSerialGC, Using Serial",
        "-XX:+UseZGC, Using The Z Garbage Collector"
    })
    void shouldTakeTheCollectorThatIsAskedFor(String options, String said)
            throws IOException, InterruptedException {
        Outcome outcome =
                run(
                        Map.of(
                                "RINGWAY_CLASSPATH", System.getProperty("java.class.path"),
                                "JAVA_HOME", System.getProperty("java.home"),
                                "RINGWAY_JAVA_OPTS", options + " -Xlog:gc:stderr"),
                        List.of("/bin/bash", SCRIPT.toString(), "--version"));
        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(outcome.err().contains(said), outcome.err());
    }

    @Test
    void shouldPassFailuresOn() throws IOException, InterruptedException {
        Outcome outcome = ringway("run", "--http-port=none");
        assertEquals(2, outcome.exit());
        assertEquals(
                "ringway: http-port must be 0 to 65535; got 'none' (flag --http-port)\n",
                outcome.err());
    }
}
