package io.ringway.media.srtp;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Sends packets as they are. Has no state. */
public final class PlainSender implements RtpSender {

    @Override
    public int sealRtp(
            DirectBuffer plain, int offset, int length, MutableDirectBuffer out, int outOffset) {
        out.putBytes(outOffset, plain, offset, length);
        return length;
    }

    @Override
    public int sealRtcp(
            DirectBuffer plain, int offset, int length, MutableDirectBuffer out, int outOffset) {
        out.putBytes(outOffset, plain, offset, length);
        return length;
    }

    /** Nothing to free. */
    @Override
    public void close() {}
}
