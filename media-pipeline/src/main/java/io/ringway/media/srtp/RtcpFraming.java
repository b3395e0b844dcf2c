package io.ringway.media.srtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.DirectBuffer;

/** The part of an RTCP packet that SRTCP leaves in clear (RFC 3711 §3.4). */
final class RtcpFraming {

    /** First header word and the sender's SSRC. */
    static final int CLEAR_LENGTH = 8;

    private static final int FIRST_TYPE = 192;
    private static final int LAST_TYPE = 223;

    private RtcpFraming() {}

    /** Whether it begins like RTCP: version 2 and a type of its range (RFC 5761 §4). */
    static boolean fits(DirectBuffer packet, int offset, int plainLength) {
        if (plainLength < CLEAR_LENGTH) {
            return false;
        }
        int type = packet.getByte(offset + 1) & 0xFF;
        return (packet.getByte(offset) & 0xC0) == 0x80 && type >= FIRST_TYPE && type <= LAST_TYPE;
    }

    static int ssrcOf(DirectBuffer packet, int offset) {
        return packet.getInt(offset + 4, BIG_ENDIAN);
    }
}
