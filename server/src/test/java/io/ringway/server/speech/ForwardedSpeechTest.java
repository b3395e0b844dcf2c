package io.ringway.server.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.segment.BatchSettings;
import io.ringway.media.segment.ForwarderSettings;
import io.ringway.media.segment.GrpcForwarder;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.segment.SegmentCredit;
import io.ringway.media.segment.SegmentTrack;
import io.ringway.media.segment.SpeechEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ringway's own forwarder against the embedded service, both real. */
@Timeout(60)
final class ForwardedSpeechTest {

    private static final int SAMPLES = 320;
    private static final int PACKETS = 250;

    @TempDir private Path dir;
    private final Counters counters = new Counters();
    private final byte[] tone = LevelMeterTest.sine(0.5, 16_000, SAMPLES * PACKETS).array();

    @Test
    void shouldArriveToTheSample() throws Exception {
        try (SpeechSink sink = SpeechSink.start(SpeechSinkSettings.of("127.0.0.1", 0, dir));
                SegmentBatcher batcher =
                        new SegmentBatcher(BatchSettings.DEFAULTS, counters.newBlock("shard"))) {
            try (GrpcForwarder forwarder = forwarder(sink, batcher)) {
                forwarder.start();
                forward(batcher);
                awaitForwarded(batcher);
            }
        }
        byte[] expected = tone.clone();
        Arrays.fill(expected, 100 * 2 * SAMPLES, 101 * 2 * SAMPLES, (byte) 0);
        assertArrayEquals(expected, WavFileTest.read(dir.resolve("call-1-0.wav"), 16_000, 1));
        assertEquals(1, counters.total(Counter.SEGMENT_GAPS));
    }

    private GrpcForwarder forwarder(SpeechSink sink, SegmentBatcher batcher) {
        var target = new ForwarderSettings.Target("127.0.0.1", sink.port());
        return new GrpcForwarder(
                ForwarderSettings.of("node", target),
                0,
                batcher.lane(),
                counters.newBlock("forwarder"),
                request -> Optional.empty(),
                1);
    }

    /** All but packet 100, which is dropped on the way. */
    private void forward(SegmentBatcher batcher) {
        SpeechFormat format = SpeechFormat.LINEAR16_16K;
        var track = new SegmentTrack("call-1", 0, format, new SegmentCredit());
        var type = SpeechEvent.SessionType.WEBRTC;
        batcher.publish(new SpeechEvent.Started("call-1", type, format), System.nanoTime());
        for (int i = 0; i < PACKETS; i++) {
            if (i == 100) {
                batcher.drop(track, SAMPLES);
                continue;
            }
            assertTrue(batcher.claim(track, 2 * SAMPLES, System.nanoTime()));
            batcher.buffer().putBytes(batcher.offset(), tone, i * 2 * SAMPLES, 2 * SAMPLES);
            batcher.commit(2 * SAMPLES, SAMPLES, i * 960L, 0, 0);
            batcher.endOfBatch(System.nanoTime());
        }
        batcher.publish(new SpeechEvent.Ended("call-1", "remote-hangup"), System.nanoTime());
    }

    private void awaitForwarded(SegmentBatcher batcher) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (counters.total(Counter.SEGMENTS_FORWARDED) < PACKETS - 1) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "not forwarded within 20 s");
            batcher.poll(System.nanoTime());
            Thread.onSpinWait();
        }
    }
}
