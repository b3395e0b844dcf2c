package io.ringway.media.segment;

import static io.ringway.media.segment.WireFormat.LENGTH_BYTES;
import static io.ringway.media.segment.WireFormat.fixed64Tag;
import static io.ringway.media.segment.WireFormat.lengthTag;
import static io.ringway.media.segment.WireFormat.putLength;
import static io.ringway.media.segment.WireFormat.putVarint;
import static io.ringway.media.segment.WireFormat.varintTag;

import io.ringway.proto.AudioSegment;
import io.ringway.proto.StreamMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One {@code StreamMessage} with a batch of segments, encoded as it grows, in off-heap memory.
 *
 * <pre>
 * 12 len(3)                                  StreamMessage.batch
 *    0A len(3)                               SegmentBatch.segments
 *       prefix of the track … 60 gap(5) 52   dropped_samples padded, told last of all
 *       len(3) payload                       written in place by the stage before
 *       18 20 29 48 58                       sequence, rtp time, capture time, flags, samples
 *    0A …
 * </pre>
 *
 * <p>Thread: the shard's, and the forwarder's between {@code giveForSending} and {@code giveBack}
 * of the lane; never both.
 */
final class SegmentBatch implements StreamItem {

    private static final int HEADER_BYTES = 1 + LENGTH_BYTES;

    /** Bytes of a segment apart from its track's prefix and its payload, at most. */
    private static final int SEGMENT_OVERHEAD_BYTES = HEADER_BYTES + LENGTH_BYTES + 43;

    private static final byte BATCH_TAG = (byte) lengthTag(StreamMessage.BATCH_FIELD_NUMBER);
    private static final byte SEGMENT_TAG =
            (byte) lengthTag(io.ringway.proto.SegmentBatch.SEGMENTS_FIELD_NUMBER);

    private final ByteBuffer memory;
    private final UnsafeBuffer buffer;
    private final @Nullable SegmentTrack[] tracks;
    private final int[] ratesHz;
    private final int[] samples;
    private final int[] gapOffsets;
    private final int[] creditPayers;
    private final long[] toldTicks;
    private final long[] claimedAtNs;
    private int lengthBytes = HEADER_BYTES;
    private int segments;
    private int payloadOffset;
    private long openedAtNs;
    private long number;
    private int stream;
    private boolean sent;

    SegmentBatch(int capacityBytes, int maxSegments) {
        memory = ByteBuffer.allocateDirect(capacityBytes);
        buffer = new UnsafeBuffer(memory);
        buffer.putByte(0, BATCH_TAG);
        tracks = new SegmentTrack[maxSegments];
        ratesHz = new int[maxSegments];
        samples = new int[maxSegments];
        gapOffsets = new int[maxSegments];
        creditPayers = new int[maxSegments];
        toldTicks = new long[maxSegments];
        claimedAtNs = new long[maxSegments];
    }

    /** Largest payload an empty batch takes, whatever its track. */
    static int maxPayloadBytes(int capacityBytes) {
        return capacityBytes
                - HEADER_BYTES
                - SEGMENT_OVERHEAD_BYTES
                - SegmentTrack.MAX_PREFIX_BYTES;
    }

    boolean hasRoom(SegmentTrack track, int maxPayloadBytes) {
        int neededBytes = SEGMENT_OVERHEAD_BYTES + track.prefix().length + maxPayloadBytes;
        return segments < tracks.length && neededBytes <= buffer.capacity() - lengthBytes;
    }

    /** Starts a segment; its payload goes to {@link #payloadOffset()}. Needs room. */
    void claim(SegmentTrack track, long nowNs) {
        if (segments == 0) {
            openedAtNs = nowNs;
        }
        byte[] prefix = track.prefix();
        int at = lengthBytes;
        buffer.putByte(at, SEGMENT_TAG);
        at += HEADER_BYTES;
        buffer.putBytes(at, prefix);
        at += prefix.length;
        gapOffsets[segments] = at - 1 - WireFormat.COUNT_BYTES;
        payloadOffset = at + LENGTH_BYTES;
        tracks[segments] = track;
        ratesHz[segments] = track.rateHz();
        claimedAtNs[segments] = nowNs;
    }

    /**
     * Ends the segment claimed last and makes it part of the batch.
     *
     * @param creditPayer see {@link SegmentCredit#take}
     */
    void commit(
            int payloadBytes,
            int sampleCount,
            long sequence,
            long rtpTimestamp,
            long captureTimeUnixNs,
            int flags,
            int creditPayer) {
        putLength(buffer, payloadOffset - LENGTH_BYTES, payloadBytes);
        int at = payloadOffset + payloadBytes;
        at = putField(at, AudioSegment.SEQUENCE_FIELD_NUMBER, sequence);
        at = putField(at, AudioSegment.RTP_TIMESTAMP_FIELD_NUMBER, rtpTimestamp);
        buffer.putByte(at, (byte) fixed64Tag(AudioSegment.CAPTURE_TIME_UNIX_NS_FIELD_NUMBER));
        buffer.putLong(at + 1, captureTimeUnixNs, ByteOrder.LITTLE_ENDIAN);
        at += 1 + Long.BYTES;
        at = putField(at, AudioSegment.FLAGS_FIELD_NUMBER, flags & 0xFFFF_FFFFL);
        at = putField(at, AudioSegment.SAMPLE_COUNT_FIELD_NUMBER, sampleCount);
        putLength(buffer, lengthBytes + 1, at - lengthBytes - HEADER_BYTES);
        samples[segments] = sampleCount;
        toldTicks[segments] = track(segments).takeSkipped();
        creditPayers[segments] = creditPayer;
        lengthBytes = at;
        segments++;
    }

    /** Closes the batch: its length is final, only gaps are still written. */
    void seal(long batchNumber) {
        putLength(buffer, 1, lengthBytes - HEADER_BYTES);
        number = batchNumber;
        sent = false;
    }

    /** Tells every gap in the first segment behind it; returns how many this batch tells. */
    int tellGaps() {
        int told = 0;
        for (int i = 0; i < segments; i++) {
            toldTicks[i] += track(i).takeUntold(ratesHz[i]);
            if (toldTicks[i] > 0) {
                long gapSamples = toldTicks[i] * ratesHz[i] / SegmentCredit.TICKS_HZ;
                WireFormat.putCount(buffer, gapOffsets[i], gapSamples);
                told++;
            }
        }
        return told;
    }

    /** Makes the batch empty, ready to be filled again. */
    void reset() {
        Arrays.fill(tracks, 0, segments, null);
        segments = 0;
        lengthBytes = HEADER_BYTES;
    }

    /** Gives the memory back at once; the batch is not touched again. */
    void free() {
        BufferUtil.free(memory);
    }

    private int putField(int offset, int fieldNumber, long value) {
        return putVarint(buffer, putVarint(buffer, offset, varintTag(fieldNumber)), value);
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    int payloadOffset() {
        return payloadOffset;
    }

    int lengthBytes() {
        return lengthBytes;
    }

    int segments() {
        return segments;
    }

    SegmentTrack track(int index) {
        SegmentTrack track = tracks[index];
        if (track == null) {
            throw new IllegalStateException("batch has no segment " + index + " of " + segments);
        }
        return track;
    }

    long ticks(int index) {
        return (long) samples[index] * SegmentCredit.TICKS_HZ / ratesHz[index];
    }

    int creditPayer(int index) {
        return creditPayers[index];
    }

    long toldTicks(int index) {
        return toldTicks[index];
    }

    long claimedAtNs(int index) {
        return claimedAtNs[index];
    }

    long openedAtNs() {
        return openedAtNs;
    }

    long number() {
        return number;
    }

    /** Number of the stream it was handed over for. */
    int stream() {
        return stream;
    }

    void assignTo(int streamNumber) {
        stream = streamNumber;
    }

    boolean sent() {
        return sent;
    }

    void markSent() {
        sent = true;
    }
}
