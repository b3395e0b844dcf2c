package io.ringway.server.sip.phone;

import java.nio.ByteBuffer;

/**
 * A packet of RTP (RFC 3550 §5.1), without extensions.
 *
 * @param atNs when it came, monotonic; 0 for one to be sent
 */
public record RtpPacket(
        int payloadType,
        boolean marker,
        int sequence,
        long timestamp,
        long ssrc,
        byte[] payload,
        long atNs) {

    private static final int HEADER_BYTES = 12;

    static RtpPacket parse(ByteBuffer in, long atNs) {
        int first = in.get();
        int second = in.get();
        int sequence = Short.toUnsignedInt(in.getShort());
        long timestamp = Integer.toUnsignedLong(in.getInt());
        long ssrc = Integer.toUnsignedLong(in.getInt());
        in.position(in.position() + 4 * (first & 0x0F));
        if ((first & 0x10) != 0) {
            in.getShort();
            int words = Short.toUnsignedInt(in.getShort());
            in.position(in.position() + 4 * words);
        }
        byte[] payload = new byte[in.remaining()];
        in.get(payload);
        return new RtpPacket(
                second & 0x7F, (second & 0x80) != 0, sequence, timestamp, ssrc, payload, atNs);
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + payload.length);
        out.put((byte) 0x80).put((byte) (payloadType | (marker ? 0x80 : 0)));
        out.putShort((short) sequence).putInt((int) timestamp).putInt((int) ssrc);
        return out.put(payload).array();
    }
}
