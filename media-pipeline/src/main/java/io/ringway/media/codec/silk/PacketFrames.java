package io.ringway.media.codec.silk;

import io.ringway.media.codec.OpusPacket;
import org.agrona.DirectBuffer;

/** Where the Opus frames of a packet lie (RFC 6716 §3.2). */
final class PacketFrames {

    private static final int MOST = 48;
    private static final int PADDED = 0x40;
    private static final int OWN_LENGTHS = 0x80;

    private final int[] offsets = new int[MOST];
    private final int[] lengths = new int[MOST];
    private int count;

    /** Finds them; how many there are, or a negative number for a malformed packet. */
    int locate(DirectBuffer packet, int offset, int length) {
        count = OpusPacket.frameCount(packet, offset, length);
        if (count < 0) {
            return count;
        }
        int end = offset + length;
        switch (packet.getByte(offset) & 3) {
            case 0, 1 -> alike(offset + 1, end);
            case 2 -> withLengths(packet, offset + 1, end);
            default -> many(packet, offset, end);
        }
        return count;
    }

    int offset(int index) {
        return offsets[index];
    }

    int length(int index) {
        return lengths[index];
    }

    private void many(DirectBuffer packet, int offset, int packetEnd) {
        int flags = packet.getByte(offset + 1);
        int start = offset + 2;
        int end = packetEnd;
        if ((flags & PADDED) != 0) {
            int more;
            do {
                more = packet.getByte(start++) & 0xFF;
                end -= more == 255 ? 254 : more;
            } while (more == 255);
        }
        if ((flags & OWN_LENGTHS) != 0) {
            withLengths(packet, start, end);
        } else {
            alike(start, end);
        }
    }

    private void alike(int start, int end) {
        int each = (end - start) / count;
        for (int i = 0; i < count; i++) {
            offsets[i] = start + i * each;
            lengths[i] = each;
        }
    }

    /** Every frame but the last has its length in front (RFC 6716 §3.2.1). */
    private void withLengths(DirectBuffer packet, int lengthsAt, int end) {
        int at = lengthsAt;
        for (int i = 0; i < count - 1; i++) {
            int bytes = packet.getByte(at++) & 0xFF;
            if (bytes >= 252) {
                bytes += (packet.getByte(at++) & 0xFF) * 4;
            }
            lengths[i] = bytes;
        }
        for (int i = 0; i < count - 1; i++) {
            offsets[i] = at;
            at += lengths[i];
        }
        offsets[count - 1] = at;
        lengths[count - 1] = end - at;
    }
}
