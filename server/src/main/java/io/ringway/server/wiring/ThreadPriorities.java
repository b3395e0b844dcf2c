package io.ringway.server.wiring;

import io.ringway.media.memory.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has two kinds of threads wait for media where processors are few: the virtual machine's
 * compilers, which run for a tenth of a second at a time, and those of signaling, to which a burst
 * of calls gives as much to do. Among each other these two are to be equals: compilers that wait
 * for signaling leave it uncompiled, and so dear that they wait the longer.
 *
 * <p>Carriers of virtual threads come and go, so the process's threads are looked at again every
 * two seconds. Needs Linux; elsewhere nothing happens. Thread: {@code thread-priorities}.
 */
final class ThreadPriorities implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ThreadPriorities.class);
    private static final String LIBRARY = "libc.so.6";
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final long LOOK_EVERY_S = 2;

    /** What names begin with; the kernel keeps 15 characters of one. */
    private static final List<String> COMPILERS = List.of("C1 CompilerThre", "C2 CompilerThre");

    /** The first are the carriers of virtual threads, which do handshakes and requests. */
    private static final List<String> SIGNALING =
            List.of("ForkJoinPool-1-", "http-loop-", "sip-loop-", "sip-worker-");

    /** PRIO_PROCESS: on Linux, a thread by its number. */
    private static final int ONE_THREAD = 0;

    private final Map<String, Integer> niceByName = new HashMap<>();
    private final Set<Path> seen = new HashSet<>();
    private final Set<Path> done = new HashSet<>();
    private final MethodHandle setPriority;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("thread-priorities").daemon().factory());

    private ThreadPriorities(int compilerNice, int signalingNice) {
        COMPILERS.forEach(name -> niceByName.put(name, compilerNice));
        SIGNALING.forEach(name -> niceByName.put(name, signalingNice));
        niceByName.values().removeIf(nice -> nice == 0);
        NativeLibrary library = NativeLibrary.open(LIBRARY);
        setPriority =
                library.bind(
                        "setpriority",
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT);
        if (!library.missing().isEmpty()) {
            log.warn("threads keep their priorities: {} not found", library.missing());
            niceByName.clear();
        }
    }

    /**
     * Sees to it from now on; what runs already has been seen to when this returns.
     *
     * @param compilerNice niceness of the compilers, up to 19; 0 leaves them alone
     * @param signalingNice the same of signaling
     * @return what stops it
     */
    static AutoCloseable start(int compilerNice, int signalingNice) {
        if (!Files.isDirectory(THREADS)) {
            return () -> {};
        }
        ThreadPriorities priorities = new ThreadPriorities(compilerNice, signalingNice);
        if (!priorities.niceByName.isEmpty()) {
            priorities.look();
            priorities.thread.scheduleWithFixedDelay(
                    priorities::lookAndGoOn, LOOK_EVERY_S, LOOK_EVERY_S, TimeUnit.SECONDS);
        }
        return priorities;
    }

    /** Stops looking; threads keep what they were given. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** A look that fails must not be the last one. */
    private void lookAndGoOn() {
        try {
            look();
        } catch (RuntimeException e) {
            log.warn("priorities of new threads could not be set", e);
        }
    }

    private void look() {
        List<Path> running = threads();
        // A thread that has ended may leave its number to another.
        seen.retainAll(running);
        done.retainAll(running);
        for (Path each : running) {
            if (!done.contains(each)) {
                lookAt(each);
            }
        }
    }

    /** Twice at most: who has just begun may not have its name yet. */
    private void lookAt(Path each) {
        int nice = niceOf(name(each));
        if (nice > 0) {
            set(each, nice);
        }
        if (nice > 0 || !seen.add(each)) {
            done.add(each);
        }
    }

    private int niceOf(String name) {
        for (Map.Entry<String, Integer> each : niceByName.entrySet()) {
            if (name.startsWith(each.getKey())) {
                return each.getValue();
            }
        }
        return 0;
    }

    private void set(Path each, int nice) {
        int number = Integer.parseInt(each.getFileName().toString());
        try {
            boolean refused = (int) setPriority.invokeExact(ONE_THREAD, number, nice) != 0;
            if (refused && Files.exists(each)) {
                log.warn("the system did not give thread {} niceness {}", number, nice);
            }
        } catch (Throwable e) {
            throw NativeLibrary.failed("setpriority", e);
        }
    }

    private static List<Path> threads() {
        try (Stream<Path> threads = Files.list(THREADS)) {
            return threads.toList();
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
