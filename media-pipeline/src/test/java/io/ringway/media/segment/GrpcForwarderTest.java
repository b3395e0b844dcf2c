package io.ringway.media.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.ringway.media.counters.Counter;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.SessionEvent;
import io.ringway.proto.StreamMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class GrpcForwarderTest {

    @Test
    void shouldSayWhoItIsBeforeAnythingElse() throws Exception {
        try (SpeechServer server = SpeechServer.start(0);
                Shard shard = new Shard(Shard.settings(server.port()))) {
            shard.awaitConnected();
            StreamMessage hello = server.next();
            assertEquals("node-1", hello.getHello().getNodeId());
            assertEquals(0, hello.getHello().getShard());
            assertEquals(0, hello.getHello().getReconnects());
        }
    }

    @Test
    void shouldConnectOnceTheTargetIsThere() throws Exception {
        int port = freePort();
        try (Shard shard = new Shard(Shard.settings(port))) {
            SegmentTrack track = Shard.track("a");
            shard.batcher.publish(Shard.started("a"), shard.nowNs());
            shard.batcher.publish(Shard.started("short"), shard.nowNs());
            shard.batcher.publish(new SpeechEvent.Dtmf("short", '1', 80), shard.nowNs());
            for (int i = 0; i < 200; i++) {
                shard.packet(track, i);
                shard.pass(Shard.PACKET_NS);
            }
            shard.batcher.publish(new SpeechEvent.Ended("short", "hangup"), shard.nowNs());
            shard.batcher.publish(new SpeechEvent.Dtmf("a", '7', 80), shard.nowNs());
            shard.pass(TimeUnit.SECONDS.toNanos(2));
            assertFalse(shard.forwarder.connected());
            assertEquals(200, shard.total(Counter.DROP_SEGMENT_NO_TARGET));
            try (SpeechServer server = SpeechServer.start(port)) {
                shard.awaitConnected();
                assertTrue(server.next().hasHello());
                assertStarted(server.next(), "a", false);
                assertEquals("7", server.next().getSession().getDtmf().getDigit());
                shard.packet(track, 200);
                shard.batcher.endOfBatch(shard.nowNs());
                AudioSegment segment = shard.segments(server, 1).getFirst();
                assertEquals(200L * Shard.SAMPLES, segment.getDroppedSamples());
                assertEquals(200, segment.getSequence());
                assertEquals(0, shard.total(Counter.GRPC_RECONNECTS));
            }
        }
    }

    @Test
    void shouldAnnounceSessionsAgainWhenTheServerComesBack() throws Exception {
        try (SpeechServer first = SpeechServer.start(0);
                Shard shard = new Shard(Shard.settings(first.port()))) {
            int port = first.port();
            SegmentTrack track = Shard.track("a");
            shard.awaitConnected();
            assertTrue(first.next().hasHello());
            shard.batcher.publish(Shard.started("a"), shard.nowNs());
            shard.batcher.publish(Shard.started("b"), shard.nowNs());
            shard.packet(track, 0);
            shard.batcher.endOfBatch(shard.nowNs());
            assertStarted(first.next(), "a", false);
            assertStarted(first.next(), "b", false);
            assertEquals(1, shard.segments(first, 1).size());
            first.kill();
            shard.await(() -> !shard.forwarder.connected());
            shard.batcher.publish(new SpeechEvent.Ended("b", "remote-hangup"), shard.nowNs());
            shard.batcher.publish(Shard.started("c"), shard.nowNs());
            shard.packet(track, 1);
            shard.batcher.endOfBatch(shard.nowNs());
            shard.pass(TimeUnit.SECONDS.toNanos(2));
            expectResumption(shard, track, port);
        }
    }

    private static void expectResumption(Shard shard, SegmentTrack track, int port)
            throws Exception {
        try (SpeechServer second = SpeechServer.start(port)) {
            shard.awaitConnected();
            assertEquals(1, second.next().getHello().getReconnects());
            SessionEvent ended = second.next().getSession();
            assertEquals("b", ended.getSessionId());
            assertEquals("remote-hangup", ended.getEnded().getReason());
            assertStarted(second.next(), "a", true);
            assertStarted(second.next(), "c", false);
            shard.packet(track, 2);
            shard.batcher.endOfBatch(shard.nowNs());
            AudioSegment segment = shard.segments(second, 1).getFirst();
            assertEquals(2, segment.getSequence());
            assertEquals(Shard.SAMPLES, segment.getDroppedSamples());
            assertEquals(1, shard.total(Counter.GRPC_RECONNECTS));
            assertEquals(1, shard.total(Counter.DROP_SEGMENT_NO_TARGET));
        }
    }

    @Test
    void shouldOpenAgainWhenTheServiceEndsTheCall() throws Exception {
        try (SpeechServer server = SpeechServer.start(0);
                Shard shard = new Shard(Shard.settings(server.port()))) {
            shard.awaitConnected();
            server.nextCall().onCompleted();
            shard.await(() -> shard.total(Counter.GRPC_RECONNECTS) == 1);
            server.nextCall().onError(Status.UNAVAILABLE.asRuntimeException());
            shard.await(() -> shard.total(Counter.GRPC_RECONNECTS) == 2);
        }
    }

    @Test
    void shouldWaitLongestWhenItIsNotWelcome() throws Exception {
        BlockingQueue<Long> attemptsNs = new LinkedBlockingQueue<>();
        ServerInterceptor bouncer =
                new ServerInterceptor() {
                    @Override
                    public <Q, A> ServerCall.Listener<Q> interceptCall(
                            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                        attemptsNs.add(System.nanoTime());
                        call.close(Status.UNAUTHENTICATED.withDescription("who?"), new Metadata());
                        return new ServerCall.Listener<>() {};
                    }
                };
        try (SpeechServer server = SpeechServer.start(bouncer);
                Shard shard = new Shard(Shard.settings(server.port()))) {
            shard.await(() -> attemptsNs.size() >= 3);
            long firstNs = attemptsNs.take();
            long secondNs = attemptsNs.take();
            // Back-off is 5 to 50 ms here, with a fifth of jitter.
            assertTrue(secondNs - firstNs >= TimeUnit.MILLISECONDS.toNanos(40));
        }
    }

    @Test
    void shouldGiveUpAStreamThatTakesNothing() throws Exception {
        try (SpeechServer server = SpeechServer.startUnreading();
                Shard shard = new Shard(Shard.settings(server.port(), 12, 300))) {
            SegmentTrack track = Shard.track("a");
            shard.awaitConnected();
            shard.await(
                    () -> {
                        shard.packet(track, 0);
                        shard.batcher.endOfBatch(shard.nowNs());
                        return shard.total(Counter.GRPC_RECONNECTS) > 0;
                    });
        }
    }

    @Test
    void shouldSendWhatItHasBeforeItCloses() throws Exception {
        try (SpeechServer server = SpeechServer.start(0)) {
            try (Shard shard = new Shard(Shard.settings(server.port()))) {
                shard.awaitConnected();
                shard.packet(Shard.track("a"), 0);
                shard.batcher.publish(new SpeechEvent.Ended("a", "shutdown"), shard.nowNs());
            }
            assertTrue(server.next().hasHello());
            assertTrue(server.next().hasBatch());
            assertEquals("shutdown", server.next().getSession().getEnded().getReason());
        }
    }

    @Test
    void shouldPublishTheAddedDelay() throws Exception {
        try (SpeechServer server = SpeechServer.start(0);
                Shard shard = new Shard(Shard.settings(server.port()))) {
            shard.awaitConnected();
            assertTrue(server.next().hasHello());
            for (int i = 0; i < 10; i++) {
                shard.packet(Shard.track("a"), i);
            }
            shard.batcher.endOfBatch(shard.nowNs());
            shard.segments(server, 10);
            shard.await(() -> shard.forwarder.addedDelay().snapshot().count() == 10);
            assertTrue(shard.forwarder.addedDelay().snapshot().quantileUs(0.99) > 0);
        }
    }

    @Test
    void shouldCarryManySessionsInOrder() throws Exception {
        List<SegmentTrack> tracks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tracks.add(Shard.track("call-" + i));
        }
        int[] next = new int[tracks.size()];
        try (SpeechServer server = SpeechServer.start(0);
                Shard shard = new Shard(Shard.settings(server.port(), 64, 30_000))) {
            shard.awaitConnected();
            assertTrue(server.next().hasHello());
            for (int i = 0; i < 50; i++) {
                for (SegmentTrack track : tracks) {
                    shard.packet(track, i);
                }
                shard.batcher.endOfBatch(shard.nowNs());
                for (AudioSegment segment : shard.segments(server, tracks.size())) {
                    int call = Integer.parseInt(segment.getSessionId().substring(5));
                    assertEquals(next[call]++, segment.getSequence());
                    assertEquals((byte) i, segment.getPayload().byteAt(0));
                }
            }
            shard.await(() -> shard.total(Counter.SEGMENTS_FORWARDED) == 5_000);
            assertEquals(0, shard.total(Counter.DROP_SEGMENT_QUEUE));
            assertEquals(50, tracks.getFirst().segmentsForwarded());
        }
    }

    /** The first two waits are 250 and 500 ms, a fifth less at least. */
    @Test
    void shouldTakeItsTimeBetweenAttemptsThatCannotEvenBegin() {
        var nowhere = new ForwarderSettings.Target("no host", 1);
        long startNs = System.nanoTime();
        try (Shard shard = new Shard(ForwarderSettings.of("node-1", nowhere))) {
            shard.await(() -> shard.forwarder.attempts() > 2);
            assertTrue(System.nanoTime() - startNs >= TimeUnit.MILLISECONDS.toNanos(600));
        }
    }

    private static void assertStarted(StreamMessage message, String sessionId, boolean resumed) {
        assertTrue(message.getSession().hasStarted(), message::toString);
        assertEquals(sessionId, message.getSession().getSessionId());
        assertEquals(resumed, message.getSession().getStarted().getResumed());
        assertEquals("webrtc", message.getSession().getStarted().getType());
        assertEquals(16_000, message.getSession().getStarted().getSampleRateHz());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
