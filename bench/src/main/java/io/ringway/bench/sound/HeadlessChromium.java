package io.ringway.bench.sound;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A Chromium of its own with an empty profile, showing one page. What it plays goes to a sink that
 * pulls 10 ms at a time on an even clock, whatever sound card there is or not.
 */
final class HeadlessChromium implements AutoCloseable {

    private static final Path BINARY = Path.of("/usr/bin/chromium");
    private static final long END_LIMIT_S = 5;

    private static final List<String> FLAGS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-audio-output",
                    "--audio-buffer-size=480",
                    "--autoplay-policy=no-user-gesture-required",
                    "--use-fake-ui-for-media-stream",
                    "--allow-loopback-in-peer-connection");

    private final Process process;
    private final Path profile;

    private HeadlessChromium(Process process, Path profile) {
        this.process = process;
        this.profile = profile;
    }

    /** What has to be installed first, if anything. */
    static Optional<String> missing() {
        return Files.isExecutable(BINARY)
                ? Optional.empty()
                : Optional.of("no " + BINARY + " here; apt-get install -y chromium");
    }

    /** Opens a page. */
    static HeadlessChromium show(URI page) throws IOException {
        Path profile = Files.createTempDirectory("ringway-listening");
        List<String> command = new ArrayList<>();
        command.add(BINARY.toString());
        command.addAll(FLAGS);
        command.add("--user-data-dir=" + profile);
        command.add(page.toString());
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new HeadlessChromium(process, profile);
    }

    /**
     * Waits for something the page does.
     *
     * @throws ExecutionException when it failed, or the browser ended before
     */
    <T> T await(CompletableFuture<T> step, long limitS)
            throws InterruptedException, ExecutionException, TimeoutException {
        process.onExit()
                .thenAccept(
                        ended ->
                                step.completeExceptionally(
                                        new IllegalStateException(
                                                "Chromium ended: " + ended.exitValue())));
        return step.get(limitS, TimeUnit.SECONDS);
    }

    /** Ends the browser and all it started, then removes its profile. */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        process.onExit()
                .orTimeout(END_LIMIT_S, TimeUnit.SECONDS)
                .exceptionally(_ -> process.destroyForcibly())
                .join();
        started.forEach(ProcessHandle::destroyForcibly);
        Files.walkFileTree(profile, new Removal());
    }

    /** Removes a tree somebody else may still be removing files from. */
    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
