package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.netty.util.ResourceLeakDetector;
import io.ringway.media.SpeechFormat;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusEncoder;
import io.ringway.media.codec.OpusEncoderSettings;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.segment.SpeechServer;
import io.ringway.media.srtp.CryptoProvider;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the threads of a shard allocate for a packet on its whole walk: from a real socket through
 * decryption, jitter buffer and decoder to a real speech service, and back as an echo.
 */
class ShardAllocationTest {

    /** Packets measured at a time. */
    private static final int WINDOW = 5_000;

    /** Until all is compiled; before that, calls allocate what compiled code does not. */
    private static final int MAX_WINDOWS = 100;

    /**
     * Less than an object for every tenth packet, so that no packet makes one. A system call, which
     * serves dozens here, leaves 40 bytes behind where the compiler happens not to have inlined the
     * view of errno that the foreign-function interface takes.
     */
    private static final long NOTHING_BYTES = WINDOW / 10 * 16;

    private static final int PURE_JAVA_WINDOWS = 4;
    private static final int BURST = 50;

    /** Concentus decoding 20 ms at 48 kHz, and AES-GCM by javax.crypto to open and to seal. */
    private static final long PURE_JAVA_BYTES = 40_000;

    private static final Set<String> STAGES = Set.of("shard", "ordering", "decoding", "forwarding");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
    private final Counters callerCounters = new Counters();
    private final Counters counters = new Counters();

    /** The detector's own records of who touched a buffer are not what is measured. */
    @BeforeEach
    void stopWatchingBuffers() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void watchBuffersAgain() {
        ResourceLeakDetector.setLevel(level);
    }

    @ParameterizedTest
    @EnumSource(PipelineLayout.class)
    void shouldAllocateNothingWithLibopusAndLibcrypto(PipelineLayout layout) throws Exception {
        assumeTrue(
                OpusCodecs.of(OpusCodecs.Provider.AUTO).provider() == OpusCodecs.Provider.LIBOPUS,
                "SKIPPED: libopus is missing; apt-get install libopus0");
        long least =
                measure(layout, CryptoProvider.LIBCRYPTO, OpusCodecs.Provider.LIBOPUS, MAX_WINDOWS);
        assertTrue(least < NOTHING_BYTES, least + " bytes in " + WINDOW + " packets");
    }

    @ParameterizedTest
    @EnumSource(PipelineLayout.class)
    void shouldAllocateWithinBoundsInPureJava(PipelineLayout layout) throws Exception {
        long least =
                measure(
                        layout,
                        CryptoProvider.JCA,
                        OpusCodecs.Provider.CONCENTUS,
                        PURE_JAVA_WINDOWS);
        System.out.printf("%s, JCA and Concentus: %d bytes a packet%n", layout, least / WINDOW);
        assertTrue(least / WINDOW < PURE_JAVA_BYTES, least / WINDOW + " bytes a packet");
    }

    /** Least bytes any of the windows cost all threads of the shard together. */
    private long measure(
            PipelineLayout layout, CryptoProvider crypto, OpusCodecs.Provider opus, int windows)
            throws Exception {
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        try (SpeechServer server = SpeechServer.start(0);
                UdpMediaEngine callee =
                        Engines.start(counters, layout, server.port(), crypto, opus)) {
            long[] shard = shardThreads(others);
            assertEquals(layout == PipelineLayout.FUSED ? 1 : STAGES.size(), shard.length);
            try (UdpMediaEngine caller = Engines.start(callerCounters)) {
                LoopbackCall call =
                        new LoopbackCall(caller, callee, "a", SpeechFormat.LINEAR16_16K);
                call.callee.setEcho(true);
                call.connect();
                call.awaitMedia();
                return leastOf(call, shard, server, windows);
            }
        }
    }

    private long leastOf(LoopbackCall call, long[] shard, SpeechServer server, int windows)
            throws Exception {
        List<byte[]> speech = speech();
        long least = Long.MAX_VALUE;
        long packets = 0;
        while (least > 0 && packets < (long) WINDOW * windows) {
            long before = allocated(shard);
            for (int sent = 0; sent < WINDOW; sent += BURST) {
                exchange(call, speech);
            }
            least = Math.min(least, allocated(shard) - before);
            packets += WINDOW;
            while (server.messagesReceived() > 0) {
                server.next();
            }
        }
        assertEquals(packets, counters.total(Counter.FRAMES_DECODED));
        assertEquals(packets, counters.total(Counter.ECHO_PACKETS));
        assertTrue(counters.total(Counter.SEGMENTS_FORWARDED) > packets / 2);
        return least;
    }

    /** Sends a burst and waits for its echo and its decoding, without asking the leg. */
    private void exchange(LoopbackCall call, List<byte[]> speech) {
        long echoed = callerCounters.total(Counter.RTP_OPENED) + BURST;
        long decoded = counters.total(Counter.FRAMES_DECODED) + BURST;
        for (int i = 0; i < BURST; i++) {
            assertTrue(call.caller.sendOpus(speech.get(i), LoopbackCall.SAMPLES_48K));
        }
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (callerCounters.total(Counter.RTP_OPENED) < echoed
                || counters.total(Counter.FRAMES_DECODED) < decoded) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "packets went missing");
            LockSupport.parkNanos(50_000);
        }
    }

    private long allocated(long[] ids) {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(ids)) {
            sum += bytes;
        }
        return sum;
    }

    private static long[] shardThreads(Set<Thread> others) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !others.contains(thread))
                .filter(thread -> STAGES.stream().anyMatch(s -> isStage(thread, s)))
                .mapToLong(Thread::threadId)
                .toArray();
    }

    private static boolean isStage(Thread thread, String stage) {
        return thread.getName().equals("media-" + stage + "-0");
    }

    /** A second of a warbling tone, in the packets of a telephone call. */
    private static List<byte[]> speech() {
        List<byte[]> packets = new ArrayList<>();
        UnsafeBuffer pcm = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * 960));
        UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(1_500));
        try (OpusEncoder encoder =
                OpusCodecs.of(OpusCodecs.Provider.AUTO).encoder(OpusEncoderSettings.VOICE)) {
            for (int packet = 0; packet < BURST; packet++) {
                for (int i = 0; i < 960; i++) {
                    double t = (packet * 960 + i) / 48_000.0;
                    double sample = 9_000 * Math.sin(2_000 * t + 8 * Math.sin(30 * t));
                    pcm.putShort(2 * i, (short) sample);
                }
                byte[] opus = new byte[encoder.encode(pcm, 0, 960, out, 0, out.capacity())];
                out.getBytes(0, opus);
                packets.add(opus);
            }
        }
        return packets;
    }
}
