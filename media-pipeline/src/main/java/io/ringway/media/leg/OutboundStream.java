package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.OpusPlacement;
import io.ringway.media.PayloadFormat;
import io.ringway.media.bridge.PassedOrder;
import io.ringway.media.rtp.AudioLevel;
import io.ringway.media.rtp.ExtensionWriter;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.rtp.RtpWriter;
import io.ringway.media.rtp.SourceRestart;
import io.ringway.media.rtp.SourceRestart.Verdict;
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
    private final PassedOrder order = new PassedOrder();
    private final SourceRestart restart = new SourceRestart();
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
     * Writes a received packet, of this leg or another, as one of ours: its payload and spacing,
     * all else our own. Header extensions and contributing sources stay behind. The first one of a
     * source, or of one that begins anew under its SSRC, stands right behind what was sent before,
     * and is marked as the begin of a talk spurt.
     *
     * @param source tells one source of packets from another
     * @param payloadType ours
     * @param samples how long the payload is, in RTP clock ticks; 0 of what has no length
     * @return the packet's length, or {@link PassedOrder#REFUSED} for a duplicate, a stray, or one
     *     that is too late
     */
    int writeForwarded(
            MediaPacket packet,
            long source,
            int payloadType,
            int samples,
            UnsafeBuffer out,
            long nowNs) {
        Verdict verdict = judge(packet, source, samples > 0, nowNs);
        boolean stray = verdict == Verdict.STRAY;
        int place = stray ? PassedOrder.REFUSED : order.place((int) packet.sequence());
        if (place == PassedOrder.REFUSED) {
            return PassedOrder.REFUSED;
        }
        int received = (int) packet.rtpTimestamp();
        int sequence = timeline.forward(source, place, received);
        int timestamp = timeline.timestampOf(received);
        timeline.forwardedUntil(timestamp, samples);
        boolean marker = verdict == Verdict.ANEW || packet.marker();
        int length = RtpWriter.writeHeader(out, 0, marker, payloadType, sequence, timestamp, ssrc);
        out.putBytes(length, packet.buffer(), packet.payloadOffset(), packet.payloadLength());
        count(payloadType, packet.payloadLength(), timestamp, nowNs);
        return length + packet.payloadLength();
    }

    /** A packet of a source is not to be forwarded, and not to be missed. */
    void leaveOut(MediaPacket packet, long source, long nowNs) {
        if (!timeline.forwards(source)) {
            return;
        }
        switch (judge(packet, source, false, nowNs)) {
            case GOES_ON -> order.leaveOut((int) packet.sequence());
            case ANEW -> timeline.endSource();
            case STRAY -> {
                // It never was in this stream.
            }
        }
    }

    /** Judges a packet; with one that begins a source, numbers and times are placed anew. */
    private Verdict judge(MediaPacket packet, long source, boolean timed, long nowNs) {
        int sequence = (int) packet.sequence();
        int timestamp = (int) packet.rtpTimestamp();
        boolean another = !timeline.forwards(source);
        if (another) {
            restart.begin(sequence, timestamp, nowNs);
        }
        Verdict verdict = another ? Verdict.ANEW : restart.judge(sequence, timestamp, timed, nowNs);
        if (verdict == Verdict.ANEW) {
            timeline.endSource();
            order.begin(sequence);
            followClock(nowNs);
        }
        return verdict;
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

    /** When the last packet was sent, or was due. */
    long lastSentNs() {
        return lastSentNs;
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
