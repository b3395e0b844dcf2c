package io.ringway.media.srtp;

import io.ringway.media.counters.Counter;
import io.ringway.media.rtp.RtpHeader;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Takes packets that are not protected. Has no state. */
public final class PlainReceiver implements RtpReceiver {

    @Override
    public int openRtp(
            DirectBuffer packet, int offset, int length, MutableDirectBuffer out, int outOffset) {
        if (RtpHeader.lengthOf(packet, offset, length) < 0) {
            return Counter.DROP_RTP_MALFORMED.code();
        }
        out.putBytes(outOffset, packet, offset, length);
        return length;
    }

    @Override
    public int openRtcp(
            DirectBuffer packet, int offset, int length, MutableDirectBuffer out, int outOffset) {
        if (!RtcpFraming.fits(packet, offset, length)) {
            return Counter.DROP_RTCP_MALFORMED.code();
        }
        out.putBytes(outOffset, packet, offset, length);
        return length;
    }

    @Override
    public boolean authenticates() {
        return false;
    }

    /** Nothing to free. */
    @Override
    public void close() {}
}
