package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where epoll is missing a call works all the same; Netty decides once a process. */
class NioFallbackTest {

    @TempDir private Path folder;

    @Test
    void shouldCarryACallWithoutEpoll() throws Exception {
        Path output = folder.resolve("output.txt");
        Process process =
                new ProcessBuilder(command())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "took longer than 60 s");
            assertEquals(0, process.exitValue(), () -> read(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (argument.startsWith("--") || argument.startsWith("-Xm")) {
                command.add(argument);
            }
        }
        command.add("-Dio.netty.transport.noNative=true");
        command.add("-cp");
        command.add(classPath());
        command.add(NioCall.class.getName());
        return command;
    }

    private static String classPath() {
        String tested = System.getProperty("surefire.test.class.path");
        String path = tested == null ? System.getProperty("java.class.path") : tested;
        return path;
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
