package io.ringway.media.segment;

import static io.ringway.media.segment.WireFormat.lengthTag;
import static io.ringway.media.segment.WireFormat.putVarint;
import static io.ringway.media.segment.WireFormat.varintTag;

import io.ringway.media.SpeechFormat;
import io.ringway.proto.AudioSegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One received stream of one session on its way to a speech service: what is the same in all of its
 * segments, already encoded, and what has to be counted.
 *
 * <p>Thread: the shard's.
 */
public final class SegmentTrack {

    /** Longest session id; also the bound the contract states. */
    static final int MAX_SESSION_ID_BYTES = 64;

    /** No prefix is longer. */
    static final int MAX_PREFIX_BYTES = MAX_SESSION_ID_BYTES + 40;

    private final String sessionId;
    private final int leg;
    private final SegmentCredit credit;
    private byte[] prefix = {};
    private int rateHz;
    private long sequence;
    private long skippedTicks;
    private long untoldTicks;
    private long segmentsForwarded;
    private long segmentsDropped;

    /**
     * @param sessionId 1 to 64 printable ASCII characters
     * @param leg which received stream of the session, from 0
     * @param credit shared by all tracks of the session
     */
    public SegmentTrack(String sessionId, int leg, SpeechFormat format, SegmentCredit credit) {
        if (!sessionId.matches("[!-~]{1," + MAX_SESSION_ID_BYTES + "}")) {
            throw new IllegalArgumentException(
                    "sessionId must be 1 to 64 printable ASCII characters, got '"
                            + sessionId
                            + "'");
        }
        if (leg < 0) {
            throw new IllegalArgumentException("leg must be 0 or more, got " + leg);
        }
        this.sessionId = sessionId;
        this.leg = leg;
        this.credit = credit;
        setFormat(format);
    }

    /** Changes what the payloads are from the next segment on. Allocates; not for every packet. */
    public void setFormat(SpeechFormat format) {
        rateHz = format.rateHz();
        prefix = encodePrefix(format);
    }

    public String sessionId() {
        return sessionId;
    }

    /** Segments handed to the speech service's stream. */
    public long segmentsForwarded() {
        return segmentsForwarded;
    }

    /** Segments dropped on the way there, for whatever reason. */
    public long segmentsDropped() {
        return segmentsDropped;
    }

    SegmentCredit credit() {
        return credit;
    }

    int rateHz() {
        return rateHz;
    }

    /**
     * Everything of a segment in front of the payload's length. It ends with a {@code
     * dropped_samples} of 0, {@link WireFormat#COUNT_BYTES} long, and the payload's tag.
     */
    byte[] prefix() {
        return prefix;
    }

    long nextSequence() {
        return sequence++;
    }

    void onForwarded() {
        segmentsForwarded++;
    }

    /** A segment was never committed; the one committed next says so. */
    void onSkipped(long ticks) {
        segmentsDropped++;
        skippedTicks += ticks;
    }

    /**
     * A committed segment will not arrive; the one handed over next says so, which was committed
     * after it but maybe before now.
     *
     * @param ticks its own length
     * @param toldTicks the gap it would have told
     */
    void onDropped(long ticks, long toldTicks) {
        segmentsDropped++;
        untoldTicks += ticks + toldTicks;
    }

    /** The gap before the segment being committed, in ticks that are whole samples at its rate. */
    long takeSkipped() {
        long whole = wholeSamples(skippedTicks, rateHz);
        skippedTicks -= whole;
        return whole;
    }

    /**
     * The gap before the segment being handed over, in ticks that are whole samples at its rate.
     */
    long takeUntold(int segmentRateHz) {
        long whole = wholeSamples(untoldTicks, segmentRateHz);
        untoldTicks -= whole;
        return whole;
    }

    /** After a change of rate a fraction of a sample may stay for the next time. */
    private static long wholeSamples(long ticks, int rateHz) {
        return ticks - ticks % (SegmentCredit.TICKS_HZ / rateHz);
    }

    private byte[] encodePrefix(SpeechFormat format) {
        byte[] bytes = new byte[MAX_PREFIX_BYTES];
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        byte[] id = sessionId.getBytes(StandardCharsets.US_ASCII);
        int at = putVarint(buffer, 0, lengthTag(AudioSegment.SESSION_ID_FIELD_NUMBER));
        at = putVarint(buffer, at, id.length);
        buffer.putBytes(at, id);
        at += id.length;
        at = putField(buffer, at, AudioSegment.LEG_FIELD_NUMBER, leg);
        int encoding = SpeechEventEncoder.wireFormat(format.encoding()).getNumber();
        at = putField(buffer, at, AudioSegment.FORMAT_FIELD_NUMBER, encoding);
        at = putField(buffer, at, AudioSegment.SAMPLE_RATE_HZ_FIELD_NUMBER, format.rateHz());
        at = putField(buffer, at, AudioSegment.CHANNELS_FIELD_NUMBER, format.channels());
        at = putVarint(buffer, at, varintTag(AudioSegment.DROPPED_SAMPLES_FIELD_NUMBER));
        WireFormat.putCount(buffer, at, 0);
        at += WireFormat.COUNT_BYTES;
        at = putVarint(buffer, at, lengthTag(AudioSegment.PAYLOAD_FIELD_NUMBER));
        return Arrays.copyOf(bytes, at);
    }

    private static int putField(UnsafeBuffer buffer, int offset, int fieldNumber, int value) {
        return putVarint(buffer, putVarint(buffer, offset, varintTag(fieldNumber)), value);
    }
}
