package io.ringway.media.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.stub.ServerCallStreamObserver;
import io.ringway.media.counters.Counter;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.StreamMessage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when the service is slower than the calls. */
@Timeout(60)
final class OverloadTest {

    private static final int SESSIONS = 3;
    private static final int PACKETS = 1_500;

    private final SegmentTrack[] tracks = new SegmentTrack[SESSIONS];
    private final Map<String, AudioSegment> last = new HashMap<>();
    private long gaps;
    private long received;
    private boolean seenEnd;

    @Test
    void shouldDropTheOldestAndTellGapsToTheSample() throws Exception {
        try (SpeechServer server = SpeechServer.startUnreading();
                Shard shard = new Shard(Shard.settings(server.port()))) {
            shard.awaitConnected();
            ServerCallStreamObserver<ServiceMessage> call = server.nextCall();
            for (int s = 0; s < SESSIONS; s++) {
                tracks[s] = Shard.track("call-" + s);
                shard.batcher.publish(Shard.started("call-" + s), shard.nowNs());
            }
            ThreadInfo before = thisThread();
            for (int i = 0; i < PACKETS; i++) {
                packets(shard, i);
            }
            ThreadInfo after = thisThread();
            assertEquals(before.getBlockedCount(), after.getBlockedCount(), "the shard blocked");
            assertEquals(before.getWaitedCount(), after.getWaitedCount(), "the shard waited");
            long dropped = shard.total(Counter.DROP_SEGMENT_QUEUE);
            assertTrue(dropped > PACKETS, "only " + dropped + " dropped");
            call.request(1_000_000);
            drain(server, shard);
            assertTimelineComplete(shard);
        }
    }

    private void packets(Shard shard, int index) {
        for (SegmentTrack track : tracks) {
            shard.packet(track, index);
        }
        shard.batcher.endOfBatch(shard.nowNs());
        shard.pass(Shard.PACKET_NS);
    }

    /** Reads on while packets come in, until one arrives that was sent after reading began. */
    private void drain(SpeechServer server, Shard shard) throws InterruptedException {
        int index = PACKETS;
        shard.await(() -> shard.batcher.lane().demand() > ForwardingLane.CLOSED);
        packets(shard, index++);
        packets(shard, index);
        shard.batcher.publish(new SpeechEvent.Ended("call-0", "remote-hangup"), shard.nowNs());
        while (!seenEnd) {
            shard.await(() -> server.messagesReceived() > 0);
            StreamMessage message = server.next();
            message.getBatch().getSegmentsList().forEach(this::follow);
            seenEnd = message.getSession().hasEnded();
        }
    }

    /** Checks that the samples between two segments are exactly those told as dropped. */
    private void follow(AudioSegment segment) {
        AudioSegment before = last.put(segment.getSessionId(), segment);
        long expectedRtp = 3 * segment.getDroppedSamples();
        if (before != null) {
            expectedRtp += before.getRtpTimestamp() + 3L * before.getSampleCount();
            long jump = segment.getSequence() - before.getSequence() - 1;
            assertEquals(jump * Shard.SAMPLES, segment.getDroppedSamples());
        }
        assertEquals(expectedRtp, segment.getRtpTimestamp());
        gaps += segment.getDroppedSamples() > 0 ? 1 : 0;
        received++;
    }

    private void assertTimelineComplete(Shard shard) {
        assertTrue(gaps >= SESSIONS, gaps + " gaps");
        assertEquals(gaps, shard.total(Counter.SEGMENT_GAPS));
        for (SegmentTrack track : tracks) {
            AudioSegment segment = last.get(track.sessionId());
            assertNotNull(segment);
            assertEquals(Shard.rtpTimestamp(PACKETS + 1), segment.getRtpTimestamp());
        }
        long dropped = shard.total(Counter.DROP_SEGMENT_QUEUE);
        assertEquals(SESSIONS * (PACKETS + 2L), received + dropped);
    }

    private static ThreadInfo thisThread() {
        return ManagementFactory.getThreadMXBean().getThreadInfo(Thread.currentThread().threadId());
    }

    @Test
    void shouldKeepNoMoreThanTheAgeAllowed() throws Exception {
        try (SpeechServer server = SpeechServer.startUnreading();
                Shard shard = new Shard(Shard.settings(server.port(), 600, 30_000))) {
            shard.awaitConnected();
            ServerCallStreamObserver<ServiceMessage> call = server.nextCall();
            SegmentTrack track = Shard.track("a");
            for (int i = 0; i < 2_000; i++) {
                shard.packet(track, i);
                shard.batcher.endOfBatch(shard.nowNs());
                shard.pass(Shard.PACKET_NS);
            }
            call.request(1_000_000);
            shard.await(() -> track.segmentsForwarded() + track.segmentsDropped() == 2_000);
            AudioSegment before = AudioSegment.getDefaultInstance();
            AudioSegment afterGap = AudioSegment.getDefaultInstance();
            assertTrue(server.next().hasHello());
            for (AudioSegment segment : shard.segments(server, (int) track.segmentsForwarded())) {
                afterGap = segment.getDroppedSamples() > 0 ? segment : afterGap;
                before = segment;
            }
            assertEquals(1_999, before.getSequence());
            // One second is 50 packets; one more may be handed over just in time.
            assertTrue(afterGap.getSequence() >= 1_949, "gap ends at " + afterGap.getSequence());
        }
    }

    @Test
    void shouldNotLoseSessionEvents() throws Exception {
        try (SpeechServer server = SpeechServer.startUnreading();
                Shard shard = new Shard(Shard.settings(server.port()))) {
            shard.awaitConnected();
            SegmentTrack track = Shard.track("a");
            for (int i = 0; i < 2_000; i++) {
                shard.batcher.publish(Shard.started("call-" + i), shard.nowNs());
                shard.packet(track, i);
                shard.batcher.publish(new SpeechEvent.Ended("call-" + i, "bye"), shard.nowNs());
                shard.pass(TimeUnit.MILLISECONDS.toNanos(1));
            }
            server.nextCall().request(1_000_000);
            assertTrue(server.next().hasHello());
            for (int i = 0; i < 2_000; i++) {
                assertEquals("call-" + i, nextEvent(server, shard).getSession().getSessionId());
                assertTrue(nextEvent(server, shard).getSession().hasEnded());
            }
        }
    }

    private static StreamMessage nextEvent(SpeechServer server, Shard shard)
            throws InterruptedException {
        while (true) {
            shard.await(() -> server.messagesReceived() > 0);
            StreamMessage message = server.next();
            if (message.hasSession()) {
                return message;
            }
        }
    }
}
