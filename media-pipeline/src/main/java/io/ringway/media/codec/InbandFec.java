package io.ringway.media.codec;

import org.agrona.DirectBuffer;

/**
 * Tells whether a packet carries a redundant copy (LBRR) of the frame before it, without decoding.
 *
 * <p>RFC 6716 §4.2.3: a SILK layer begins with one voice-activity bit per 20 ms and one LBRR bit,
 * for the middle and then, in stereo, for the side channel. They are coded with even odds, so they
 * stand in the first byte as they are.
 */
final class InbandFec {

    private static final int SILK_FRAME_48K = 960;

    private InbandFec() {}

    /** Whether FEC can be read from a well-formed packet. */
    static boolean present(DirectBuffer buffer, int offset, int length) {
        if (OpusPacket.mode(buffer, offset, length) == OpusPacket.MODE_CELT) {
            return false;
        }
        int frame = firstFrame(buffer, offset, length);
        if (frame < 0) {
            return false;
        }
        byte toc = buffer.getByte(offset);
        int voiceBits = Math.max(1, OpusPacket.frameSamples48k(toc) / SILK_FRAME_48K);
        int bits = buffer.getByte(frame) & 0xFF;
        boolean middle = (bits >> (7 - voiceBits) & 1) != 0;
        boolean stereo = OpusPacket.channels(buffer, offset, length) == 2;
        return middle || (stereo && (bits >> (6 - 2 * voiceBits) & 1) != 0);
    }

    /** Where the first frame begins; −1 when it is empty. */
    private static int firstFrame(DirectBuffer buffer, int offset, int length) {
        int end = offset + length;
        return switch (buffer.getByte(offset) & 3) {
            case 0, 1 -> length > 1 ? offset + 1 : -1;
            case 2 -> afterLength(buffer, offset + 1, end);
            default -> firstOfMany(buffer, offset, end);
        };
    }

    /** Code 3 (RFC 6716 §3.2.5): the padding's length, then the frames' lengths if they differ. */
    private static int firstOfMany(DirectBuffer buffer, int offset, int end) {
        int flags = buffer.getByte(offset + 1);
        int frames = flags & 0x3F;
        int start = offset + 2;
        int paddingBytes = 0;
        if ((flags & 0x40) != 0) {
            int more;
            do {
                more = buffer.getByte(start++) & 0xFF;
                paddingBytes += more == 255 ? 254 : more;
            } while (more == 255);
        }
        boolean haveLengths = (flags & 0x80) != 0 && frames > 1;
        if (haveLengths && buffer.getByte(start) == 0) {
            return -1;
        }
        for (int i = 1; haveLengths && i < frames; i++) {
            start += (buffer.getByte(start) & 0xFF) >= 252 ? 2 : 1;
        }
        return start < end - paddingBytes ? start : -1;
    }

    private static int afterLength(DirectBuffer buffer, int lengthAt, int end) {
        int first = buffer.getByte(lengthAt) & 0xFF;
        int start = lengthAt + (first >= 252 ? 2 : 1);
        return first > 0 && start < end ? start : -1;
    }
}
