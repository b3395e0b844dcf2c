package io.ringway.media.srtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.ringway.media.counters.Counter;
import io.ringway.media.rtp.RtpHeader;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

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
public final class SrtpReceiver implements AutoCloseable {

    private static final int RTP_MALFORMED = Counter.DROP_RTP_MALFORMED.code();
    private static final int RTCP_MALFORMED = Counter.DROP_RTCP_MALFORMED.code();
    private static final int AUTH = Counter.DROP_SRTP_AUTH.code();
    private static final int REPLAY = Counter.DROP_SRTP_REPLAY.code();
    private static final int SSRC_LIMIT = Counter.DROP_SSRC_LIMIT.code();
    private static final int FIRST_ROLLOVER = 1 << 16;

    private final int maxPacketBytes;
    private final SrtpCipher rtpCipher;
    private final SrtpCipher rtcpCipher;
    private final SsrcContexts rtpContexts;
    private final SsrcContexts rtcpContexts;

    SrtpReceiver(SrtpSettings settings, SrtpCipher rtpCipher, SrtpCipher rtcpCipher) {
        this.maxPacketBytes = settings.maxPacketBytes();
        this.rtpCipher = rtpCipher;
        this.rtcpCipher = rtcpCipher;
        this.rtpContexts = new SsrcContexts(settings);
        this.rtcpContexts = new SsrcContexts(settings);
    }

    /**
     * Opens an SRTP packet; its header is copied in clear.
     *
     * @return the length of the RTP packet, or the code of DROP_RTP_MALFORMED, DROP_SRTP_REPLAY,
     *     DROP_SRTP_AUTH or DROP_SSRC_LIMIT
     */
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
     * lost; then it is 1.
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
        long index = sequence;
        if (!rtpCipher.openRtp(
                ssrc, index, packet, offset, headerLength, textLength, out, outOffset)) {
            index = FIRST_ROLLOVER | sequence;
            if (sequence >= FIRST_ROLLOVER / 2
                    || !rtpCipher.openRtp(
                            ssrc,
                            index,
                            packet,
                            offset,
                            headerLength,
                            textLength,
                            out,
                            outOffset)) {
                return AUTH;
            }
        }
        rtpContexts.record(rtpContexts.add(ssrc), index);
        return plainLength;
    }
}
