package io.ringway.media.engine;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.netty.buffer.PooledByteBufAllocator;
import io.ringway.media.leg.ShardServices;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What a process holds at one moment, after everything that can be collected has been.
 *
 * @param platformThreads alive, of any name but the carriers of virtual threads
 * @param virtualThreads alive, of any name
 * @param descriptors open files and sockets
 * @param nettyBytes direct memory Netty's pools have reserved
 * @param mallocBytes what the C library has handed out
 */
record ResourceUse(
        int platformThreads,
        int virtualThreads,
        long descriptors,
        long nettyBytes,
        long heapBytes,
        long mallocBytes) {

    private static final long MIB = 1 << 20;

    static ResourceUse now(Path scratch) throws IOException {
        long heapBytes = heapAfterCollection();
        List<String> dump = dump(scratch);
        return new ResourceUse(
                platformThreadCount(),
                (int) dump.stream().filter(line -> line.endsWith(" virtual")).count(),
                openDescriptors(),
                PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory(),
                heapBytes,
                MallocUse.bytes());
    }

    /**
     * The same a little later, when what compilers and collectors need for a while is given back: a
     * leak stays.
     */
    static ResourceUse settled(Path scratch, ResourceUse before) throws IOException {
        ResourceUse now = now(scratch);
        for (int i = 0; i < 20 && !now.isWithin(before); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            now = now(scratch);
        }
        return now;
    }

    /** Whether nothing has grown by more than what running code makes of it. */
    boolean isWithin(ResourceUse before) {
        return platformThreads <= before.platformThreads
                && virtualThreads <= before.virtualThreads
                && descriptors <= before.descriptors
                && nettyBytes - before.nettyBytes <= 8 * MIB
                && heapBytes - before.heapBytes <= 2 * MIB
                && mallocBytes - before.mallocBytes <= 8 * MIB;
    }

    /** Without the carriers of virtual threads, which come and go by load. */
    private static int platformThreadCount() {
        return (int)
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !thread.getName().startsWith("ForkJoinPool"))
                        .count();
    }

    /** Packet slots legs of these shards hold. */
    static int slots(UdpMediaEngine engine) {
        return engine.shards().stream().map(ShardServices::slab).mapToInt(s -> s.used()).sum();
    }

    /** Threads an engine could have started for a packet. */
    static int engineThreads() {
        return (int)
                Thread.getAllStackTraces().keySet().stream()
                        .filter(t -> t.getName().startsWith("media-"))
                        .count();
    }

    static long openDescriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    /** Collected more than once, so that what cleaners let go of is gone too. */
    private static long heapAfterCollection() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least =
                    Math.min(
                            least,
                            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static List<String> dump(Path scratch) throws IOException {
        Path file = scratch.resolve("threads-" + System.nanoTime() + ".txt");
        HotSpotDiagnosticMXBean diagnostics =
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        diagnostics.dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
        return Files.readAllLines(file);
    }
}
