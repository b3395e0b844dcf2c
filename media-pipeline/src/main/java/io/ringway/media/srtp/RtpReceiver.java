package io.ringway.media.srtp;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Takes the protection off one leg's received packets, if they have any.
 *
 * <p>A method returns the plain packet's length, or the negative code of the counter that says why
 * there is none. Buffers are off-heap and must not overlap. Thread: one owner.
 */
public sealed interface RtpReceiver extends AutoCloseable permits SrtpReceiver, PlainReceiver {

    /** Opens an RTP packet. */
    int openRtp(
            DirectBuffer packet, int offset, int length, MutableDirectBuffer out, int outOffset);

    /** Opens a compound RTCP packet. */
    int openRtcp(
            DirectBuffer packet, int offset, int length, MutableDirectBuffer out, int outOffset);

    /** Whether what it opens is proven to come from the remote party. */
    boolean authenticates();

    @Override
    void close();
}
