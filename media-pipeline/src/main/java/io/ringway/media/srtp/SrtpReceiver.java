package io.ringway.media.srtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.ringway.media.counters.Counter;
import io.ringway.media.rtp.RtpHeader;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Opens one leg's SRTP and SRTCP packets (RFC 3711 §3.3 and §3.4).
 *
 * <p>Replay is checked before authentication, as it is cheaper, and state changes only after it: a
 * packet that is not authentic leaves no trace. A method returns the plain packet's length, or the
 * negative code of the {@link Counter} that says why there is none; then nothing of the packet is
 * in {@code out}. Both buffers are off-heap and must not overlap.
 *
 * <p>Thread: one owner, that of its {@link SrtpCrypto}. Keep it for as long as its keys live, over
 * every renegotiation; close it, or native memory is lost.
 */
public final class SrtpReceiver implements RtpReceiver {

    private static final int RTP_MALFORMED = Counter.DROP_RTP_MALFORMED.code();
    private static final int RTCP_MALFORMED = Counter.DROP_RTCP_MALFORMED.code();
    private static final int AUTH = Counter.DROP_SRTP_AUTH.code();
    private static final int REPLAY = Counter.DROP_SRTP_REPLAY.code();
    private static final int SSRC_LIMIT = Counter.DROP_SSRC_LIMIT.code();
    private static final int FIRST_ROLLOVER = 1 << 16;
    private static final int FIRST_ATTEMPTS = 3;

    private final SrtpSettings settings;
    private final int maxPacketBytes;
    private final SrtpCipher rtpCipher;
    private final SrtpCipher rtcpCipher;
    private final SsrcContexts rtpContexts;
    private final SsrcContexts rtcpContexts;

    /** Where sources were under former keys; null without any. */
    private @Nullable SsrcContexts former;

    SrtpReceiver(SrtpSettings settings, SrtpCipher rtpCipher, SrtpCipher rtcpCipher) {
        this.settings = settings;
        this.maxPacketBytes = settings.maxPacketBytes();
        this.rtpCipher = rtpCipher;
        this.rtcpCipher = rtcpCipher;
        this.rtpContexts = new SsrcContexts(settings);
        this.rtcpContexts = new SsrcContexts(settings);
    }

    /**
     * Goes on where a receiver with other keys stopped; before the first packet. A sender may keep
     * its rollover counter or begin it anew: what authenticates first is believed.
     */
    public void continueFrom(SrtpReceiver other) {
        SsrcContexts known = new SsrcContexts(settings);
        if (other.former != null) {
            known.continueFrom(other.former);
        }
        known.continueFrom(other.rtpContexts);
        former = known;
    }

    /**
     * Opens an SRTP packet; its header is copied in clear.
     *
     * @return the length of the RTP packet, or the code of DROP_RTP_MALFORMED, DROP_SRTP_REPLAY,
     *     DROP_SRTP_AUTH or DROP_SSRC_LIMIT
     */
    @Override
    public int openRtp(
            DirectBuffer packet, int offset, int length, MutableDirectBuffer out, int outOffset) {
        int plainLength = length - rtpCipher.tagBytes();
        if (length > maxPacketBytes) {
            return RTP_MALFORMED;
        }
        int headerLength = RtpHeader.lengthOf(packet, offset, plainLength);
        if (headerLength < 0) {
            return RTP_MALFORMED;
        }
        BufferBounds.check(packet, offset, length, out, outOffset, plainLength);
        int ssrc = RtpHeader.ssrcOf(packet, offset);
        int sequence = RtpHeader.sequenceOf(packet, offset);
        int slot = rtpContexts.slotOf(ssrc);
        if (slot == SsrcContexts.ABSENT) {
            return openFirst(
                    ssrc, sequence, packet, offset, headerLength, plainLength, out, outOffset);
        }
        long index = PacketIndex.estimate(rtpContexts.highestIndex(slot), sequence);
        if (index > PacketIndex.MAX || rtpContexts.seen(slot, index)) {
            return REPLAY;
        }
        int textLength = plainLength - headerLength;
        if (!rtpCipher.openRtp(
                ssrc, index, packet, offset, headerLength, textLength, out, outOffset)) {
            return AUTH;
        }
        rtpContexts.record(slot, index);
        return plainLength;
    }

    /**
     * Opens an SRTCP packet.
     *
     * @return the length of the compound RTCP packet, or the code of DROP_RTCP_MALFORMED,
     *     DROP_SRTP_REPLAY, DROP_SRTP_AUTH or DROP_SSRC_LIMIT
     */
    @Override
    public int openRtcp(
            DirectBuffer packet, int offset, int length, MutableDirectBuffer out, int outOffset) {
        int plainLength = length - rtcpCipher.tagBytes() - SrtpCipher.INDEX_WORD_BYTES;
        if (length > maxPacketBytes || !RtcpFraming.fits(packet, offset, plainLength)) {
            return RTCP_MALFORMED;
        }
        BufferBounds.check(packet, offset, length, out, outOffset, plainLength);
        int ssrc = RtcpFraming.ssrcOf(packet, offset);
        int word = packet.getInt(offset + rtcpCipher.indexWordPosition(length), BIG_ENDIAN);
        int index = word & ~SrtpCipher.E_FLAG;
        int slot = rtcpContexts.slotOf(ssrc);
        if (slot == SsrcContexts.ABSENT && rtcpContexts.full()) {
            return SSRC_LIMIT;
        }
        if (slot != SsrcContexts.ABSENT && rtcpContexts.seen(slot, index)) {
            return REPLAY;
        }
        int clearLength = word < 0 ? RtcpFraming.CLEAR_LENGTH : plainLength;
        int textLength = plainLength - clearLength;
        if (!rtcpCipher.openRtcp(
                ssrc, word, packet, offset, clearLength, textLength, out, outOffset)) {
            return AUTH;
        }
        rtcpContexts.record(slot == SsrcContexts.ABSENT ? rtcpContexts.add(ssrc) : slot, index);
        return plainLength;
    }

    @Override
    public boolean authenticates() {
        return true;
    }

    /** SSRCs that sent at least one authentic SRTP packet. */
    public int rtpSsrcs() {
        return rtpContexts.count();
    }

    /** Frees the ciphers. Idempotent. */
    @Override
    public void close() {
        rtpCipher.close();
        rtcpCipher.close();
    }

    /**
     * A source nothing is known of has rollover counter 0 (RFC 3711 §3.2.1). If that does not
     * authenticate, the sender may have begun just below the wrap and what it sent before may be
     * lost; then it is 1. One known under former keys is tried where it was first.
     */
    private int openFirst(
            int ssrc,
            int sequence,
            DirectBuffer packet,
            int offset,
            int headerLength,
            int plainLength,
            MutableDirectBuffer out,
            int outOffset) {
        if (rtpContexts.full()) {
            return SSRC_LIMIT;
        }
        int textLength = plainLength - headerLength;
        for (int attempt = 0; attempt < FIRST_ATTEMPTS; attempt++) {
            long index = firstIndex(attempt, ssrc, sequence);
            if (index >= 0
                    && rtpCipher.openRtp(
                            ssrc,
                            index,
                            packet,
                            offset,
                            headerLength,
                            textLength,
                            out,
                            outOffset)) {
                rtpContexts.record(rtpContexts.add(ssrc), index);
                return plainLength;
            }
        }
        return AUTH;
    }

    /** What a new source's first index may be; −1 when that attempt is not worth it. */
    private long firstIndex(int attempt, int ssrc, int sequence) {
        return switch (attempt) {
            case 0 -> formerIndex(ssrc, sequence);
            case 1 -> sequence;
            default -> sequence < FIRST_ROLLOVER / 2 ? FIRST_ROLLOVER | sequence : -1;
        };
    }

    /** Where a source known under former keys goes on; −1 for none, or the same as without. */
    private long formerIndex(int ssrc, int sequence) {
        int slot = former == null ? SsrcContexts.ABSENT : former.slotOf(ssrc);
        if (former == null || slot == SsrcContexts.ABSENT) {
            return -1;
        }
        long index = PacketIndex.estimate(former.highestIndex(slot), sequence);
        return index < FIRST_ROLLOVER || index > PacketIndex.MAX ? -1 : index;
    }
}
