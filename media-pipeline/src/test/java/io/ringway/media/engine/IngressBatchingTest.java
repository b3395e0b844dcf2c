package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import io.ringway.media.CloseReason;
import io.ringway.media.LegEvent;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.dtls.DtlsSettings;
import io.ringway.media.ice.IceMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The socket side: many datagrams a system call, and several loops on one port. */
class IngressBatchingTest {

    private static final int SENDERS = 8;
    private static final int DATAGRAMS_EACH = 200;

    @Test
    void shouldReadManyDatagramsInOneSystemCall() throws Exception {
        assumeTrue(Epoll.isAvailable(), "recvmmsg needs epoll, which is not available here");
        Counters counters = new Counters();
        try (UdpMediaEngine engine = Engines.start(counters)) {
            long syscallsBefore = counters.total(Counter.RX_SYSCALLS);
            CountDownLatch sent = new CountDownLatch(1);
            // While the loop is held up the burst gathers in the socket, as under load.
            engine.shards().getFirst().sockets().of(0, 0).loop().execute(() -> awaitQuietly(sent));
            burst(engine.mediaPort());
            sent.countDown();
            int packets = SENDERS * DATAGRAMS_EACH;
            Await.until(
                    10,
                    () -> "read " + counters.total(Counter.RX_PACKETS),
                    () -> counters.total(Counter.RX_PACKETS) >= packets);
            long syscalls = counters.total(Counter.RX_SYSCALLS) - syscallsBefore;
            assertTrue(syscalls * 4 < packets, packets + " packets in " + syscalls + " calls");
            assertEquals(packets, counters.total(Counter.DROP_UNVALIDATED_SOURCE));
        }
    }

    @Test
    void shouldShareThePortAmongLoopsAndServeCallsOnEach() throws Exception {
        assumeTrue(Epoll.isAvailable(), "SO_REUSEPORT needs epoll, which is not available here");
        Counters counters = new Counters();
        List<UdpMediaEngine> callers = new ArrayList<>();
        try (UdpMediaEngine callees = Engines.start(counters, twoLoops())) {
            int calls = 0;
            // The kernel spreads by address, so it may take some callers to reach every loop.
            while (loopsWithMedia(counters) < 2 && calls < 32) {
                callers.add(Engines.start(new Counters()));
                call(callers.getLast(), callees, "c" + calls++);
            }
            assertEquals(2, loopsWithMedia(counters), "loops reached by " + calls + " callers");
            assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
            assertEquals(0, counters.total(Counter.DROP_UNVALIDATED_SOURCE));
        } finally {
            callers.forEach(UdpMediaEngine::close);
        }
    }

    private static void call(UdpMediaEngine callers, UdpMediaEngine callees, String id)
            throws Exception {
        LoopbackCall call =
                new LoopbackCall(callers, callees, id, IceMode.CONTROLLING, IceMode.LITE, true);
        call.connect();
        call.awaitMedia();
        call.exchange(20);
        assertEquals(0, LoopbackCall.statistics(call.callee).packetsLost());
        call.caller.close(CloseReason.LOCAL_HANGUP);
        call.calleeEvents.await(LegEvent.Closed.class);
    }

    private static long loopsWithMedia(Counters counters) {
        return counters.blocks().stream()
                .filter(block -> block.owner().startsWith("media-loop"))
                .mapToLong(IngressBatchingTest::media)
                .filter(packets -> packets > 0)
                .count();
    }

    private static long media(CounterBlock loop) {
        return loop.get(Counter.RX_RTP);
    }

    private static EngineSettings twoLoops() {
        return Engines.settings(2, PipelineLayout.FUSED, DtlsSettings.defaults().profiles(), null);
    }

    private static void burst(int port) throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        for (int sender = 0; sender < SENDERS; sender++) {
            try (Stranger stranger = new Stranger(port)) {
                for (int i = 0; i < DATAGRAMS_EACH; i++) {
                    stranger.send(Forgery.RTP.datagram("", i, random));
                }
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
