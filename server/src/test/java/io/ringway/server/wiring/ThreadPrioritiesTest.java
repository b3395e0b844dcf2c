package io.ringway.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What calls are spared of everything else. Nobody unprivileged can take a niceness back, so
 * threads of the virtual machine's own may have more of it than they are given here.
 */
@Timeout(60)
class ThreadPrioritiesTest {

    private static final Path OWN = Path.of("/proc/thread-self");

    @BeforeAll
    static void onLinux() {
        assumeTrue(Files.exists(OWN), "SKIPPED: threads have a niceness on Linux only");
    }

    @Test
    void shouldHaveCompilersWaitAndNobodyElse() throws Exception {
        List<Path> compilers = threadsNamed("C2 CompilerThre");
        assertFalse(compilers.isEmpty());
        ThreadPriorities.start(1, 0).close();
        for (Path compiler : compilers) {
            assertTrue(nice(compiler) >= 1, compiler::toString);
        }
        assertEquals(0, nice(OWN));
    }

    @Test
    void shouldHaveSignalingWaitThatWasThereBefore() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Path loop = start(Thread.ofPlatform().name("http-loop-7-1"), end);
        Path shard = start(Thread.ofPlatform().name("media-shard-7"), end);
        ThreadPriorities.start(0, 2).close();
        assertEquals(2, nice(loop));
        assertEquals(0, nice(shard));
        end.countDown();
    }

    @Test
    void shouldFindThreadsThatCameLater() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (AutoCloseable _ = ThreadPriorities.start(0, 3)) {
            Path worker = start(Thread.ofPlatform().name("sip-worker-7"), end);
            while (nice(worker) == 0) {
                Thread.onSpinWait();
            }
            assertEquals(3, nice(worker));
        }
        end.countDown();
    }

    @Test
    void shouldFindWhatCarriesVirtualThreads() throws Exception {
        CompletableFuture<Path> carrier = new CompletableFuture<>();
        try (AutoCloseable _ = ThreadPriorities.start(0, 4)) {
            Thread.ofVirtual().start(() -> carrier.complete(real(OWN)));
            Path thread = carrier.get(10, TimeUnit.SECONDS);
            while (nice(thread) < 4) {
                Thread.onSpinWait();
            }
        }
    }

    /** The thread's folder, once it has its name. */
    private static Path start(Thread.Builder.OfPlatform builder, CountDownLatch end)
            throws Exception {
        CompletableFuture<Path> folder = new CompletableFuture<>();
        builder.daemon()
                .start(
                        () -> {
                            folder.complete(real(OWN));
                            try {
                                end.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        return folder.get(10, TimeUnit.SECONDS);
    }

    private static Path real(Path thread) {
        try {
            return thread.toRealPath();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> threadsNamed(String name) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.filter(thread -> name.equals(comm(thread))).toList();
        }
    }

    private static String comm(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** The 19th field of stat, counted from behind the name, which may hold blanks. */
    private static int nice(Path thread) throws IOException {
        String stat = Files.readString(thread.resolve("stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }
}
