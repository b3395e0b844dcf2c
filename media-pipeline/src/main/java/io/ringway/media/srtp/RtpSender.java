package io.ringway.media.srtp;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Protects one leg's packets on their way out, if they are to be.
 *
 * <p>A method returns the length of what is to be sent, or the negative code of the counter that
 * says why there is nothing. Buffers are off-heap and must not overlap. Thread: one owner.
 */
public sealed interface RtpSender extends AutoCloseable permits SrtpSender, PlainSender {

    /** Seals an RTP packet. */
    int sealRtp(DirectBuffer plain, int offset, int length, MutableDirectBuffer out, int outOffset);

    /** Seals a compound RTCP packet. */
    int sealRtcp(
            DirectBuffer plain, int offset, int length, MutableDirectBuffer out, int outOffset);

    @Override
    void close();
}
