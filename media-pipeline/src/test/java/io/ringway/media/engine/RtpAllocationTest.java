package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.netty.util.ResourceLeakDetector;
import io.ringway.media.RtpLegControl;
import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.segment.ForwarderSettings;
import io.ringway.media.segment.SpeechServer;
import io.ringway.media.srtp.SrtpProfile;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a phone's packet and a phone's leg cost in memory. */
@Timeout(120)
class RtpAllocationTest {

    private static final int WINDOW = 2_500;
    private static final int MAX_WINDOWS = 400;
    private static final int BURST = 50;
    private static final int LEGS = 150;

    /** A goal for a whole call, its share of Netty and its streams included. */
    private static final long MAX_LEG_BYTES = 40_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
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

    @Test
    void shouldAllocateNothingForAPacketThatIsForwardedAndEchoed() throws Exception {
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        try (SpeechServer server = SpeechServer.start(0);
                UdpMediaEngine engine = forwarding(server.port());
                RtpPhone phone = new RtpPhone(0, 7)) {
            RtpLegControl leg =
                    engine.openRtp(RtpLegs.spec("a", SpeechFormat.LINEAR16_16K, true), event -> {});
            leg.setAudio(List.of(RtpLegs.section(1, RtpLegs.PCMU)));
            RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
            long[] shards = shardThreads(others);
            long least = Long.MAX_VALUE;
            for (int window = 0; window < MAX_WINDOWS && least > 0; window++) {
                long before = allocated(shards);
                exchange(phone, RtpLegs.rtpOf(leg.localRtp()));
                least = Math.min(least, allocated(shards) - before);
                while (server.messagesReceived() > 0) {
                    server.next();
                }
            }
            assertEquals(0, least, "bytes in " + WINDOW + " packets");
        }
    }

    @Test
    void shouldCostLittleMemoryALeg() throws Exception {
        EngineSettings usual =
                Engines.settings(1, PipelineLayout.FUSED, SrtpProfile.ofDtls(), null);
        try (UdpMediaEngine engine = UdpMediaEngine.start(usual, counters, null);
                RtpPhone phone = new RtpPhone(0, 7)) {
            awaitMedia(connect(engine, phone, "warm"));
            long before = usedBytes();
            List<RtpLegControl> legs = new ArrayList<>();
            for (int i = 0; i < LEGS; i++) {
                legs.add(connect(engine, phone, "m" + i));
            }
            for (RtpLegControl leg : legs) {
                awaitMedia(leg);
            }
            long bytes = (usedBytes() - before) / LEGS;
            System.out.printf("a plain leg that hears and sends: %d bytes of heap%n", bytes);
            assertTrue(bytes < MAX_LEG_BYTES, bytes + " bytes a leg");
            assertEquals(LEGS, legs.size());
        }
    }

    private UdpMediaEngine forwarding(int speechPort) {
        var target = new ForwarderSettings.Target("localhost", speechPort);
        EngineSettings usual =
                Engines.settings(
                        1,
                        PipelineLayout.FUSED,
                        SrtpProfile.ofDtls(),
                        ForwarderSettings.of("test", target));
        return UdpMediaEngine.start(usual.withRtp(RtpLegs.quiet()), counters, null);
    }

    private static RtpLegControl connect(UdpMediaEngine engine, RtpPhone phone, String id)
            throws Exception {
        RtpLegControl leg = engine.openRtp(RtpLegs.spec(id, false), event -> {});
        leg.setAudio(List.of(RtpLegs.section(1, RtpLegs.PCMU)));
        RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
        phone.send(RtpLegs.rtpOf(leg.localRtp()), 1);
        return leg;
    }

    private static void awaitMedia(RtpLegControl leg) throws Exception {
        LoopbackCall.awaitStatistics(leg, s -> s.packetsReceived() == 1 && s.packetsSent() > 0);
    }

    private void exchange(RtpPhone phone, InetSocketAddress to) throws Exception {
        for (int sent = 0; sent < WINDOW; sent += BURST) {
            long echoed = counters.total(Counter.ECHO_PACKETS);
            phone.send(to, BURST);
            for (int i = 0; i < BURST; i++) {
                phone.await(p -> p.bytes().length > 100);
            }
            assertEquals(echoed + BURST, counters.total(Counter.ECHO_PACKETS));
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
                .filter(thread -> thread.getName().startsWith("media-shard-"))
                .mapToLong(Thread::threadId)
                .toArray();
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
