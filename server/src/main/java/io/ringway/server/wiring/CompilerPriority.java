package io.ringway.server.wiring;

import io.ringway.media.memory.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the virtual machine's compilers wait for media: where processors are few, a compilation that
 * runs for a tenth of a second would otherwise take half a processor from the calls of a shard.
 *
 * <p>Threads that the compilers start later inherit it. Needs Linux; elsewhere nothing happens.
 */
final class CompilerPriority {

    private static final Logger log = LoggerFactory.getLogger(CompilerPriority.class);
    private static final String LIBRARY = "libc.so.6";
    private static final Path THREADS = Path.of("/proc/self/task");

    /** What the virtual machine calls its compilers; the kernel keeps 15 characters of a name. */
    private static final List<String> NAMES = List.of("C1 CompilerThre", "C2 CompilerThre");

    /** PRIO_PROCESS: on Linux, a thread by its number. */
    private static final int ONE_THREAD = 0;

    private CompilerPriority() {}

    /**
     * Gives every compiler thread this niceness.
     *
     * @param nice 0 leaves them alone; up to 19
     * @return how many threads it was given to
     */
    static int lower(int nice) {
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
            log.warn("compilers keep their priority: {} not found", library.missing());
            return 0;
        }
        int lowered = 0;
        for (int thread : compilers()) {
            if (set(setPriority, thread, nice)) {
                lowered++;
            } else {
                log.warn("the system did not give compiler thread {} niceness {}", thread, nice);
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

    /** Numbers of the compilers' threads. */
    static List<Integer> compilers() {
        try (Stream<Path> threads = Files.list(THREADS)) {
            return threads.filter(thread -> NAMES.contains(name(thread)))
                    .map(thread -> Integer.valueOf(thread.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException e) {
            // It has ended meanwhile: before its file was opened, or while it was read.
            return "";
        }
    }
}
