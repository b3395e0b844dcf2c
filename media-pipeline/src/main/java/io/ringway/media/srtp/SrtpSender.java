package io.ringway.media.srtp;

import io.ringway.media.counters.Counter;
import io.ringway.media.rtp.RtpHeader;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Seals one leg's RTP and RTCP packets (RFC 3711 §3.3 and §3.4).
 *
 * <p>An index is sealed once only: twice would give two texts one keystream, and with GCM give the
 * authentication key away (§9.1, RFC 7714 §8.4). A method returns the protected packet's length, or
 * the negative code of the {@link Counter} that says why there is none. Both buffers are off-heap
 * and must not overlap.
 *
 * <p>Thread: one owner, that of its {@link SrtpCrypto}. Keep it for as long as its keys live, over
 * every renegotiation; close it, or native memory is lost.
 */
public final class SrtpSender implements RtpSender {

    private static final int RTP_MALFORMED = Counter.DROP_RTP_MALFORMED.code();
    private static final int RTCP_MALFORMED = Counter.DROP_RTCP_MALFORMED.code();
    private static final int REPLAY = Counter.DROP_SRTP_REPLAY.code();
    private static final int SSRC_LIMIT = Counter.DROP_SSRC_LIMIT.code();
    private static final long MAX_RTCP_INDEX = (1L << 31) - 1;

    private final int maxPacketBytes;
    private final SrtpCipher rtpCipher;
    private final SrtpCipher rtcpCipher;
    private final SsrcContexts rtpContexts;
    private final SsrcContexts rtcpContexts;

    SrtpSender(SrtpSettings settings, SrtpCipher rtpCipher, SrtpCipher rtcpCipher) {
        this.maxPacketBytes = settings.maxPacketBytes();
        this.rtpCipher = rtpCipher;
        this.rtcpCipher = rtcpCipher;
        this.rtpContexts = new SsrcContexts(settings);
        this.rtcpContexts = new SsrcContexts(settings);
    }

    /** Goes on where a sender with other keys stopped; before the first packet. */
    public void continueFrom(SrtpSender former) {
        rtpContexts.continueFrom(former.rtpContexts);
        rtcpContexts.continueFrom(former.rtcpContexts);
    }

    /** Bytes {@link #sealRtp} adds. */
    public int rtpOverhead() {
        return rtpCipher.tagBytes();
    }

    /** Bytes {@link #sealRtcp} adds. */
    public int rtcpOverhead() {
        return rtcpCipher.tagBytes() + SrtpCipher.INDEX_WORD_BYTES;
    }

    /**
     * Seals an RTP packet. Sequence numbers of an SSRC may arrive out of order, but begin with
     * rollover counter 0 and are never reused.
     *
     * @param out takes {@link #rtpOverhead} bytes more than the packet has
     * @return the length of the SRTP packet, or the code of DROP_RTP_MALFORMED, DROP_SRTP_REPLAY
     *     (index sealed before, or the key's 2⁴⁸ packets are used up) or DROP_SSRC_LIMIT
     */
    @Override
    public int sealRtp(
            DirectBuffer plain, int offset, int length, MutableDirectBuffer out, int outOffset) {
        int sealedLength = length + rtpCipher.tagBytes();
        int headerLength = RtpHeader.lengthOf(plain, offset, length);
        if (headerLength < 0 || sealedLength > maxPacketBytes) {
            return RTP_MALFORMED;
        }
        BufferBounds.check(plain, offset, length, out, outOffset, sealedLength);
        int ssrc = RtpHeader.ssrcOf(plain, offset);
        int sequence = RtpHeader.sequenceOf(plain, offset);
        int slot = slotFor(rtpContexts, ssrc);
        if (slot < 0) {
            return SSRC_LIMIT;
        }
        long highest = rtpContexts.highestIndex(slot);
        long index = highest < 0 ? sequence : PacketIndex.estimate(highest, sequence);
        if (index > PacketIndex.MAX || rtpContexts.seen(slot, index)) {
            return REPLAY;
        }
        int textLength = length - headerLength;
        rtpContexts.record(slot, index);
        rtpCipher.sealRtp(ssrc, index, plain, offset, headerLength, textLength, out, outOffset);
        return sealedLength;
    }

    /**
     * Seals a compound RTCP packet under the next SRTCP index of its first SSRC.
     *
     * @param out takes {@link #rtcpOverhead} bytes more than the packet has
     * @return the length of the SRTCP packet, or the code of DROP_RTCP_MALFORMED, DROP_SRTP_REPLAY
     *     (the key's 2³¹ packets are used up) or DROP_SSRC_LIMIT
     */
    @Override
    public int sealRtcp(
            DirectBuffer plain, int offset, int length, MutableDirectBuffer out, int outOffset) {
        int sealedLength = length + rtcpOverhead();
        if (!RtcpFraming.fits(plain, offset, length) || sealedLength > maxPacketBytes) {
            return RTCP_MALFORMED;
        }
        BufferBounds.check(plain, offset, length, out, outOffset, sealedLength);
        int ssrc = RtcpFraming.ssrcOf(plain, offset);
        int slot = slotFor(rtcpContexts, ssrc);
        if (slot < 0) {
            return SSRC_LIMIT;
        }
        long index = rtcpContexts.highestIndex(slot) + 1;
        if (index > MAX_RTCP_INDEX) {
            return REPLAY;
        }
        rtcpContexts.record(slot, index);
        rtcpCipher.sealRtcp(
                ssrc,
                SrtpCipher.E_FLAG | (int) index,
                plain,
                offset,
                RtcpFraming.CLEAR_LENGTH,
                length - RtcpFraming.CLEAR_LENGTH,
                out,
                outOffset);
        return sealedLength;
    }

    /** Frees the ciphers. Idempotent. */
    @Override
    public void close() {
        rtpCipher.close();
        rtcpCipher.close();
    }

    private static int slotFor(SsrcContexts contexts, int ssrc) {
        int slot = contexts.slotOf(ssrc);
        if (slot != SsrcContexts.ABSENT || contexts.full()) {
            return slot;
        }
        return contexts.add(ssrc);
    }
}
