package io.ringway.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.ringway.media.counters.Counter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an event loop allocates for datagrams it reads and writes. */
@Timeout(120)
class LoopAllocationTest {

    private static final int BURST = 50;
    private static final int BURSTS = 50;
    private static final int MAX_WINDOWS = 200;

    /**
     * A burst's tasks and wake-ups are Netty's and may make objects; a packet must not, so a window
     * may cost less than half an object header a packet.
     */
    private static final long MAX_WINDOW_BYTES = 4L * BURST * BURSTS;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void shouldAllocateNothingForAPacketOfAPortPair() throws Exception {
        assumeTrue(NativeSockets.areAvailable());
        try (OpenSockets open =
                new OpenSockets(MediaIo.NATIVE, InetAddress.getByName("127.0.0.1"))) {
            RtpPort port = open.openPort();
            byte[] packet = OpenSockets.rtp(1, 172);
            long least =
                    leastOf(
                            open,
                            () -> {
                                for (int i = 0; i < BURST; i++) {
                                    open.send(packet, port.localAddress());
                                    Objects.requireNonNull(port.claim()).putBytes(0, packet);
                                    port.commitRtp(packet.length, open.partyAddress(), null);
                                }
                                open.rtpQueue.flush();
                            });
            assertEquals(0, least / MAX_WINDOW_BYTES, least + " bytes a window");
        }
    }

    @Test
    void shouldAllocateNothingForAPacketOfTheSharedPort() throws Exception {
        assumeTrue(NativeSockets.areAvailable());
        try (OpenSockets open =
                new OpenSockets(MediaIo.NATIVE, InetAddress.getByName("127.0.0.1"))) {
            open.shared().validate(open.partyAddress(), open.leg);
            byte[] packet = OpenSockets.rtp(1, 172);
            long least =
                    leastOf(
                            open,
                            () -> {
                                for (int i = 0; i < BURST; i++) {
                                    open.send(packet, open.shared().localAddress());
                                    open.queue(packet, open.partyAddress());
                                }
                                open.shared().egress(0).flush();
                            });
            assertEquals(0, least / MAX_WINDOW_BYTES, least + " bytes a window");
        }
    }

    /** What sends and has sent a burst. */
    private interface Exchange {
        void run() throws Exception;
    }

    private long leastOf(OpenSockets open, Exchange exchange) throws Exception {
        long loop = open.shared().loop().submit(() -> Thread.currentThread().threadId()).get();
        long least = Long.MAX_VALUE;
        long bursts = 0;
        for (int window = 0; window < MAX_WINDOWS && least > MAX_WINDOW_BYTES / 2; window++) {
            long before = threads.getThreadAllocatedBytes(loop);
            for (int i = 0; i < BURSTS; i++) {
                exchange.run();
                bursts++;
                for (int received = 0; received < BURST; received++) {
                    open.receive();
                }
                open.awaitArrivals(BURST);
                open.arrivals.clear();
                assertEquals(bursts * BURST, open.counters.total(Counter.RX_PACKETS));
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(loop) - before);
        }
        return least;
    }
}
