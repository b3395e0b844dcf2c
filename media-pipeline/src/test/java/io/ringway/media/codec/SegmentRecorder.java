package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.proto.SegmentFlag;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps a timeline's segments, and fails at once when one does not follow the one before it. */
final class SegmentRecorder implements PcmSink {

    /** One committed segment. */
    record Segment(byte[] payload, int samples, long timestamp, long arrivalNs, int flags) {

        boolean has(SegmentFlag flag) {
            return (flags & flag.getNumber()) != 0;
        }
    }

    final List<Segment> segments = new ArrayList<>();
    private final int rateHz;
    private int clockHz = 48_000;
    private final int offset;
    private final UnsafeBuffer buffer = TestSound.offHeap(64 * 1024);
    private int claimed = -1;
    private long nextTimestamp;
    private boolean refusing;
    private int refused;

    SegmentRecorder(int rateHz) {
        this(rateHz, 2);
    }

    SegmentRecorder(int rateHz, int offset) {
        this.rateHz = rateHz;
        this.offset = offset;
    }

    @Override
    public void setClock(long extendedRtpTimestamp, int newClockHz) {
        clockHz = newClockHz;
    }

    void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** What comes is the continuation of another timeline that stopped here. */
    void expectAt(long timestamp) {
        nextTimestamp = timestamp;
    }

    int refused() {
        return refused;
    }

    @Override
    public boolean claim(int maxPayloadBytes) {
        assertTrue(claimed < 0, "claimed twice");
        assertTrue(maxPayloadBytes >= 0 && maxPayloadBytes + offset <= buffer.capacity());
        if (refusing) {
            refused++;
            return false;
        }
        claimed = maxPayloadBytes;
        return true;
    }

    @Override
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    @Override
    public int offset() {
        return offset;
    }

    @Override
    public void commit(
            int payloadBytes,
            int samplesPerChannel,
            long extendedRtpTimestamp,
            long arrivalNs,
            int flags) {
        assertTrue(claimed >= payloadBytes, "committed more than was claimed");
        boolean late = (flags & SegmentFlag.LATE_VALUE) != 0;
        assertTrue(
                late
                        ? samplesPerChannel == 0 && flags == SegmentFlag.LATE_VALUE
                        : samplesPerChannel > 0);
        claimed = -1;
        byte[] payload = new byte[payloadBytes];
        buffer.getBytes(offset, payload);
        Segment segment =
                new Segment(payload, samplesPerChannel, extendedRtpTimestamp, arrivalNs, flags);
        if (late) {
            segments.add(segment);
            return;
        }
        if (!segment.has(SegmentFlag.DISCONTINUITY) && refused == 0) {
            long off = Math.abs(extendedRtpTimestamp - nextTimestamp);
            assertTrue(
                    off < Math.max(1, clockHz / rateHz),
                    "segment stands " + off + " ticks off its place");
        }
        nextTimestamp = extendedRtpTimestamp + (long) samplesPerChannel * clockHz / rateHz;
        segments.add(segment);
    }

    @Override
    public void abort() {
        assertFalse(claimed < 0, "aborted without a claim");
        claimed = -1;
    }

    long totalSamples() {
        return segments.stream().mapToLong(Segment::samples).sum();
    }

    long discontinuities() {
        return segments.stream().filter(segment -> segment.has(SegmentFlag.DISCONTINUITY)).count();
    }

    long samplesWith(int flags) {
        return segments.stream()
                .filter(segment -> segment.flags() == flags)
                .mapToLong(Segment::samples)
                .sum();
    }

    /** All payloads one after the other, as 16-bit samples. */
    short[] pcm() {
        int bytes = segments.stream().mapToInt(segment -> segment.payload().length).sum();
        UnsafeBuffer all = TestSound.offHeap(Math.max(1, bytes));
        int at = 0;
        for (Segment segment : segments) {
            all.putBytes(at, segment.payload());
            at += segment.payload().length;
        }
        return TestSound.read(all, 0, bytes / 2);
    }
}
