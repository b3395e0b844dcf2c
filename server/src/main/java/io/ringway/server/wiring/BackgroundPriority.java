package io.ringway.server.wiring;

import io.ringway.media.memory.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the virtual machine's own work wait for media: where processors are few, a compilation that
 * runs for a tenth of a second, or a collection of the heap, would otherwise take half a processor
 * from the calls of a shard.
 *
 * <p>Threads that those threads start later inherit it. Needs Linux; elsewhere nothing happens.
 */
final class BackgroundPriority {

    /** Threads by what they do, as the virtual machine names them. */
    enum Work {
        COMPILING("C1 Compiler", "C2 Compiler"),
        /** That of ZGC beside the program; what works while the program stands still hurries. */
        COLLECTING("ZWorker", "ZDriver");

        private final String some;
        private final String others;

        /** How the names of its threads begin. */
        Work(String some, String others) {
            this.some = some;
            this.others = others;
        }

        /** Numbers of its threads. */
        List<Integer> threads() {
            try (Stream<Path> threads = Files.list(THREADS)) {
                return threads.filter(thread -> does(nameOf(thread)))
                        .map(thread -> Integer.valueOf(thread.getFileName().toString()))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean does(String name) {
            return name.startsWith(some) || name.startsWith(others);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(BackgroundPriority.class);
    private static final String LIBRARY = "libc.so.6";
    private static final Path THREADS = Path.of("/proc/self/task");

    /** PRIO_PROCESS: on Linux, a thread by its number. */
    private static final int ONE_THREAD = 0;

    private BackgroundPriority() {}

    /**
     * Gives every thread that does such work this niceness.
     *
     * @param nice 0 leaves them alone; up to 19
     * @return how many threads it was given to
     */
    static int lower(int nice, Work... works) {
        if (nice == 0 || !Files.isDirectory(THREADS)) {
            return 0;
        }
        NativeLibrary library = NativeLibrary.open(LIBRARY);
        MethodHandle setPriority =
                library.bind(
                        "setpriority",
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT);
        if (!library.missing().isEmpty()) {
            log.warn("{} not found, so priority stays for {}", library.missing(), works);
            return 0;
        }
        int lowered = 0;
        for (int thread : Arrays.stream(works).flatMap(work -> work.threads().stream()).toList()) {
            if (set(setPriority, thread, nice)) {
                lowered++;
            } else {
                log.warn("the system did not give thread {} niceness {}", thread, nice);
            }
        }
        return lowered;
    }

    private static boolean set(MethodHandle setPriority, int thread, int nice) {
        try {
            return (int) setPriority.invokeExact(ONE_THREAD, thread, nice) == 0;
        } catch (Throwable e) {
            throw NativeLibrary.failed("setpriority", e);
        }
    }

    private static String nameOf(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException e) {
            // It has ended meanwhile: before its file was opened, or while it was read.
            return "";
        }
    }
}
