package io.ringway.media.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.proto.AudioFormat;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SegmentBatcherTest {

    private static final long[] EDGES = {
        0,
        1,
        0x7F,
        0x80,
        0x3FFF,
        0x4000,
        0x7FFF_FFFFL,
        0x8000_0000L,
        0xFFFF_FFFFL,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1
    };

    private SpeechServer server;
    private Shard shard;

    @BeforeEach
    void connect() throws Exception {
        server = SpeechServer.start(0);
        shard = new Shard(Shard.settings(server.port()));
        shard.awaitConnected();
        assertTrue(server.next().hasHello());
    }

    @AfterEach
    void disconnect() throws Exception {
        shard.close();
        server.close();
    }

    @Test
    void shouldWriteWhatTheGeneratedParserReads() throws Exception {
        SplittableRandom random = new SplittableRandom(20_260_101);
        SegmentTrack[] tracks = {
            Shard.track("a"),
            new SegmentTrack(
                    "x".repeat(64),
                    Integer.MAX_VALUE,
                    new SpeechFormat(SpeechFormat.Encoding.OPUS, 48_000, 2),
                    new SegmentCredit()),
            new SegmentTrack(
                    "b",
                    1,
                    new SpeechFormat(SpeechFormat.Encoding.LINEAR16, 8_000, 2),
                    new SegmentCredit())
        };
        long[] sequences = new long[tracks.length];
        List<AudioSegment> expected = new ArrayList<>();
        List<AudioSegment> received = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int t = random.nextInt(tracks.length);
            expected.add(commitRandom(tracks[t], t, sequences[t]++, random));
            if (random.nextInt(9) == 0) {
                shard.batcher.endOfBatch(shard.nowNs());
                received.addAll(shard.segments(server, expected.size() - received.size()));
            }
        }
        shard.batcher.flush(shard.nowNs());
        received.addAll(shard.segments(server, expected.size() - received.size()));
        assertEquals(expected, received);
    }

    private AudioSegment commitRandom(
            SegmentTrack track, int which, long sequence, SplittableRandom random) {
        byte[] payload = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(6_000)];
        random.nextBytes(payload);
        long rtpTimestamp = edgeOrRandom(random);
        long captureNs = edgeOrRandom(random);
        int flags = (int) edgeOrRandom(random);
        int samples = (int) edgeOrRandom(random) & 0x7FFF_FFFF;
        assertTrue(shard.batcher.claim(track, payload.length + random.nextInt(9), shard.nowNs()));
        shard.batcher.buffer().putBytes(shard.batcher.offset(), payload);
        shard.batcher.commit(payload.length, samples, rtpTimestamp, captureNs, flags);
        return AudioSegment.newBuilder()
                .setSessionId(track.sessionId())
                .setLeg(which == 1 ? Integer.MAX_VALUE : which / 2)
                .setSequence(sequence)
                .setRtpTimestamp(rtpTimestamp)
                .setCaptureTimeUnixNs(captureNs)
                .setFormat(which == 1 ? AudioFormat.OPUS : AudioFormat.LINEAR16)
                .setSampleRateHz(track.rateHz())
                .setChannels(which == 0 ? 1 : 2)
                .setFlags(flags)
                .setPayload(ByteString.copyFrom(payload))
                .setSampleCount(samples)
                .build();
    }

    private static long edgeOrRandom(SplittableRandom random) {
        return random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : random.nextLong();
    }

    @Test
    void shouldSendSegmentsOfManyCallsInOneMessage() throws Exception {
        for (int i = 0; i < 30; i++) {
            shard.packet(Shard.track("call-" + i), i);
        }
        shard.batcher.endOfBatch(shard.nowNs());
        shard.await(() -> server.messagesReceived() > 0);
        List<AudioSegment> segments = server.next().getBatch().getSegmentsList();
        assertEquals(30, segments.size());
        for (int i = 0; i < 30; i++) {
            assertEquals("call-" + i, segments.get(i).getSessionId());
            byte[] payload = segments.get(i).getPayload().toByteArray();
            byte[] sent = new byte[Shard.BYTES];
            java.util.Arrays.fill(sent, (byte) i);
            assertArrayEquals(sent, payload);
        }
    }

    @Test
    void shouldCloseABatchThatIsFull() throws Exception {
        SegmentTrack track = Shard.track("a");
        for (int i = 0; i < 200; i++) {
            shard.packet(track, i);
        }
        shard.batcher.flush(shard.nowNs());
        List<AudioSegment> segments = new ArrayList<>();
        while (segments.size() < 200) {
            shard.await(() -> server.messagesReceived() > 0);
            StreamMessage message = server.next();
            assertTrue(message.getSerializedSize() <= 32 * 1024);
            segments.addAll(message.getBatch().getSegmentsList());
        }
        for (int i = 0; i < 200; i++) {
            assertEquals(i, segments.get(i).getSequence());
        }
    }

    @Test
    void shouldFlushByAge() throws Exception {
        shard.packet(Shard.track("a"), 0);
        long dueNs = shard.batcher.nextDeadlineNs() - shard.nowNs();
        assertTrue(dueNs <= 5_000_000, "due in " + dueNs + " ns");
        shard.pass(5_000_000);
        shard.await(() -> server.messagesReceived() > 0);
        assertEquals(1, server.next().getBatch().getSegmentsCount());
    }

    @Test
    void shouldKeepEventsInOrderWithSegments() throws Exception {
        SegmentTrack track = Shard.track("a");
        for (int i = 0; i < 50; i++) {
            shard.batcher.publish(Shard.started("a"), shard.nowNs());
            shard.packet(track, i);
            shard.batcher.publish(new SpeechEvent.Dtmf("a", '5', 120), shard.nowNs());
            shard.packet(track, i);
            shard.batcher.publish(new SpeechEvent.Ended("a", "remote-hangup"), shard.nowNs());
            shard.await(() -> server.messagesReceived() == 5);
            assertTrue(server.next().getSession().hasStarted());
            assertEquals(2L * i, server.next().getBatch().getSegments(0).getSequence());
            assertEquals("5", server.next().getSession().getDtmf().getDigit());
            assertEquals(2L * i + 1, server.next().getBatch().getSegments(0).getSequence());
            assertEquals("remote-hangup", server.next().getSession().getEnded().getReason());
        }
    }

    @Test
    void shouldLeaveNothingOfAnAbortedSegment() throws Exception {
        SegmentTrack track = Shard.track("a");
        shard.packet(track, 0);
        assertTrue(shard.batcher.claim(track, 500, shard.nowNs()));
        shard.batcher.abort();
        shard.packet(track, 1);
        shard.batcher.endOfBatch(shard.nowNs());
        List<AudioSegment> segments = shard.segments(server, 2);
        assertEquals(2, segments.size());
        assertEquals(1, segments.get(1).getSequence());
        assertEquals(0, segments.get(1).getDroppedSamples());
    }

    @Test
    void shouldTellTheGapOfASegmentTooLargeToClaim() throws Exception {
        SegmentTrack track = Shard.track("a");
        int tooLarge = shard.batcher.maxPayloadBytes() + 1;
        assertFalse(shard.batcher.claim(track, tooLarge, shard.nowNs()));
        shard.batcher.drop(track, 5_000);
        assertTrue(shard.batcher.claim(track, tooLarge - 1, shard.nowNs()));
        shard.batcher.commit(tooLarge - 1, 320, 0, 0, 0);
        shard.batcher.endOfBatch(shard.nowNs());
        AudioSegment segment = shard.segments(server, 1).getFirst();
        assertEquals(5_000, segment.getDroppedSamples());
        assertEquals(1, segment.getSequence());
        assertEquals(tooLarge - 1, segment.getPayload().size());
        assertEquals(1, shard.total(Counter.DROP_SEGMENT_QUEUE));
        assertEquals(1, track.segmentsDropped());
    }

    @Test
    void shouldChangeFormatFromTheNextSegmentOn() throws Exception {
        SegmentTrack track = Shard.track("a");
        shard.packet(track, 0);
        track.setFormat(new SpeechFormat(SpeechFormat.Encoding.OPUS, 48_000, 2));
        shard.packet(track, 1);
        shard.batcher.endOfBatch(shard.nowNs());
        List<AudioSegment> segments = shard.segments(server, 2);
        assertEquals(AudioFormat.LINEAR16, segments.get(0).getFormat());
        assertEquals(AudioFormat.OPUS, segments.get(1).getFormat());
        assertEquals(48_000, segments.get(1).getSampleRateHz());
        assertEquals(1, segments.get(1).getSequence());
    }

    @Test
    void shouldRefuseMisuse() {
        assertThrows(IllegalStateException.class, () -> shard.batcher.commit(0, 0, 0, 0, 0));
        SegmentTrack track = Shard.track("a");
        assertTrue(shard.batcher.claim(track, 10, shard.nowNs()));
        assertThrows(IllegalArgumentException.class, () -> shard.batcher.commit(11, 0, 0, 0, 0));
    }
}
