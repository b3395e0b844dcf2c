package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.OpusPlacement;
import io.ringway.media.PayloadFormat;
import io.ringway.media.rtp.AudioLevel;
import io.ringway.media.rtp.ExtensionWriter;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.rtp.RtpWriter;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One stream we send: writes its RTP packets and counts them for sender reports.
 *
 * <p>Thread: the leg's shard. Allocates nothing.
 */
final class OutboundStream {

    /** Prefix, one element of one byte, padding (RFC 8285 §4.2). */
    private static final int LEVEL_EXTENSION_BYTES = 8;

    private static final int MAX_ONE_BYTE_ID = 14;

    private final int ssrc;
    private final OutboundTimeline timeline;
    private final ExtensionWriter extension = new ExtensionWriter(ExtensionWriter.Form.ONE_BYTE);
    private AudioSection section;
    private int clockRateHz;
    private long packets;
    private long payloadBytes;
    private int lastTimestamp;
    private long lastSentNs;
    private int keyTimestamp;

    OutboundStream(AudioSection section, int firstSequence, int firstTimestamp) {
        this.ssrc = (int) section.localSsrc();
        this.section = section;
        this.clockRateHz = section.clockRateHz(section.formats().getFirst().payloadType());
        this.timeline = new OutboundTimeline(firstSequence, firstTimestamp);
    }

    int ssrc() {
        return ssrc;
    }

    /** Says anew what payload types are; numbers and times go on. */
    void setSection(AudioSection newSection) {
        section = newSection;
    }

    OutboundTimeline timeline() {
        return timeline;
    }

    /**
     * Writes a received packet as one of ours: same payload, mark and spacing, own SSRC, sequence
     * and time. Header extensions and contributing sources stay behind.
     *
     * @param samples how long the payload is, in RTP clock ticks
     * @return the packet's length
     */
    int writeForwarded(
            RtpHeader header, DirectBuffer plain, int samples, UnsafeBuffer out, long nowNs) {
        if (!timeline.forwards(Integer.toUnsignedLong(header.ssrc()))) {
            followClock(nowNs);
        }
        int received = (int) header.timestamp();
        int sequence =
                timeline.forward(
                        Integer.toUnsignedLong(header.ssrc()), header.sequence(), received);
        int timestamp = timeline.timestampOf(received);
        timeline.forwardedUntil(timestamp, samples);
        int length =
                RtpWriter.writeHeader(
                        out, 0, header.marker(), header.payloadType(), sequence, timestamp, ssrc);
        out.putBytes(length, plain, header.payloadOffset(), header.payloadLength());
        count(header.payloadType(), header.payloadLength(), timestamp, nowNs);
        return length + header.payloadLength();
    }

    /**
     * Writes a packet of another leg as one of ours: its payload and spacing, all else our own. The
     * first one of a source is marked as the begin of a talk spurt.
     *
     * @param source tells one source of packets from another
     * @param sequence the packet's place among those of its source, 16 bits
     * @param samples how long the payload is, in RTP clock ticks
     * @return the packet's length
     */
    int writePassed(
            MediaPacket packet,
            long source,
            int sequence,
            int payloadType,
            int samples,
            UnsafeBuffer out,
            long nowNs) {
        boolean begins = !timeline.forwards(source);
        if (begins) {
            followClock(nowNs);
        }
        int received = (int) packet.rtpTimestamp();
        int placed = timeline.forward(source, sequence, received);
        int timestamp = timeline.timestampOf(received);
        timeline.forwardedUntil(timestamp, samples);
        boolean marker = begins || packet.marker();
        int length = RtpWriter.writeHeader(out, 0, marker, payloadType, placed, timestamp, ssrc);
        out.putBytes(length, packet.buffer(), packet.payloadOffset(), packet.payloadLength());
        count(payloadType, packet.payloadLength(), timestamp, nowNs);
        return length + packet.payloadLength();
    }

    /**
     * Writes a packet of our own right behind the one before.
     *
     * @return the packet's length
     */
    int writeOwn(byte[] payload, int payloadType, int samples, UnsafeBuffer out, long nowNs) {
        boolean first = packets == 0;
        int sequence = timeline.appendSequence();
        int timestamp = timeline.appendTimestamp(samples);
        int length = RtpWriter.writeHeader(out, 0, first, payloadType, sequence, timestamp, ssrc);
        out.putBytes(length, payload);
        count(payloadType, payload.length, timestamp, nowNs);
        return length + payload.length;
    }

    /**
     * Writes a packet of our own at a place of its own.
     *
     * @return the packet's length
     */
    int writePlaced(
            byte[] payload, int payloadType, OpusPlacement place, UnsafeBuffer out, long nowNs) {
        boolean first = packets == 0;
        int sequence = timeline.place((int) place.index(), (int) place.rtpTimestamp48k());
        int timestamp = timeline.timestampOf((int) place.rtpTimestamp48k());
        timeline.forwardedUntil(timestamp, place.samples48k());
        int length = RtpWriter.writeHeader(out, 0, first, payloadType, sequence, timestamp, ssrc);
        out.putBytes(length, payload);
        count(payloadType, payload.length, timestamp, nowNs);
        return length + payload.length;
    }

    /**
     * Writes the header of a packet of our own whose payload stands behind it already.
     *
     * @param talkSpurt whether it is the first after a silence (RFC 3551 §4.1): its time then
     *     follows the clock
     * @param samples how long it is, in RTP clock ticks
     * @param levelId of the level's extension (RFC 6464); without one it is not written
     * @param level its element, see {@link AudioLevel}
     * @param nowNs when it is due
     */
    void writeOwnHeader(
            boolean talkSpurt,
            int payloadType,
            int samples,
            int payloadBytes,
            int levelId,
            int level,
            UnsafeBuffer out,
            long nowNs) {
        if (talkSpurt) {
            followClock(nowNs);
        }
        int sequence = timeline.appendSequence();
        int timestamp = timeline.appendTimestamp(samples);
        RtpWriter.writeHeader(out, 0, talkSpurt, payloadType, sequence, timestamp, ssrc);
        if (isWritable(levelId)) {
            extension
                    .wrap(out, 0)
                    .audioLevel(levelId, AudioLevel.levelOf(level), AudioLevel.hasVoice(level))
                    .end();
        }
        count(payloadType, payloadBytes, timestamp, nowNs);
    }

    /**
     * Writes the header of a packet that tells of a telephone key (RFC 4733 §2.5.1): all packets of
     * one key have the time of its beginning, while RTP time passes.
     *
     * @param begins whether the key is told for the first time
     * @param talkSpurt whether nothing was sent directly before
     * @param ticks how long it is until the next packet, on the clock of the speech
     * @return the header's length
     */
    int writeKeyHeader(
            boolean begins,
            boolean talkSpurt,
            int payloadType,
            int ticks,
            int payloadBytes,
            UnsafeBuffer out,
            long nowNs) {
        if (talkSpurt) {
            followClock(nowNs);
        }
        int sequence = timeline.appendSequence();
        int timestamp = timeline.appendTimestamp(ticks);
        if (begins) {
            keyTimestamp = timestamp;
        }
        count(payloadType, payloadBytes, timestamp, nowNs);
        return RtpWriter.writeHeader(out, 0, begins, payloadType, sequence, keyTimestamp, ssrc);
    }

    /** Bytes such a header has. */
    static int ownHeaderBytes(int levelId) {
        return RtpHeader.FIXED_LENGTH + (isWritable(levelId) ? LEVEL_EXTENSION_BYTES : 0);
    }

    private static boolean isWritable(int levelId) {
        return levelId > 0 && levelId <= MAX_ONE_BYTE_ID;
    }

    /** Lets RTP time pass as much as time has (RFC 3550 §5.1). */
    private void followClock(long nowNs) {
        if (packets > 0) {
            timeline.skipTo(timestampAt(nowNs));
        }
    }

    long packets() {
        return packets;
    }

    long payloadBytes() {
        return payloadBytes;
    }

    /**
     * RTP time that corresponds to now: the last packet's, moved on by the time since on the clock
     * of what was sent.
     */
    int timestampAt(long nowNs) {
        return lastTimestamp + (int) ((nowNs - lastSentNs) * clockRateHz / 1_000_000_000L);
    }

    private void count(int payloadType, int bytes, int timestamp, long nowNs) {
        PayloadFormat format = section.format(payloadType);
        // Keys have the clock of the speech they stand between (RFC 4733 §2.1).
        if (format != null && format.codec() != PayloadFormat.Codec.TELEPHONE_EVENT) {
            clockRateHz = format.clockRateHz();
        }
        packets++;
        payloadBytes += bytes;
        lastTimestamp = timestamp;
        lastSentNs = nowNs;
    }
}
