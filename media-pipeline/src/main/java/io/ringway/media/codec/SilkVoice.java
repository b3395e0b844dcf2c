package io.ringway.media.codec;

import org.agrona.DirectBuffer;

/**
 * What a packet's encoder thought of voice in it, without decoding.
 *
 * <p>RFC 6716 §4.2.3: a SILK layer, alone or in a hybrid frame, begins with one voice-activity bit
 * for each 20 ms of its middle channel and one bit of redundancy, then the same for the side
 * channel. They are coded with even odds, so they stand in a frame's first byte as they are.
 */
final class SilkVoice {

    /** There is no SILK layer, or no frame in it. */
    static final int UNKNOWN = -1;

    static final int SILENT = 0;
    static final int VOICE = 1;

    private static final int SILK_FRAME_48K = 960;

    private SilkVoice() {}

    /**
     * Reads all frames of a well-formed packet.
     *
     * @return {@link #VOICE} when any 20 ms of it have voice, else {@link #SILENT}
     */
    static int of(DirectBuffer buffer, int offset, int length) {
        if (OpusPacket.mode(buffer, offset, length) == OpusPacket.MODE_CELT) {
            return UNKNOWN;
        }
        byte toc = buffer.getByte(offset);
        int voiceBits = Math.max(1, OpusPacket.frameSamples48k(toc) / SILK_FRAME_48K);
        boolean stereo = OpusPacket.channels(buffer, offset, length) == 2;
        int mask = ((1 << voiceBits) - 1) << (8 - voiceBits);
        mask |= stereo ? mask >> (voiceBits + 1) : 0;
        return switch (toc & 3) {
            case 0 -> any(buffer, offset + 1, 1, length - 1, mask);
            case 1 -> any(buffer, offset + 1, 2, (length - 1) / 2, mask);
            case 2 -> withLengths(buffer, offset + 1, offset + length, 2, mask);
            default -> ofMany(buffer, offset, length, mask);
        };
    }

    /** Code 3 (RFC 6716 §3.2.5): the padding's length, then the frames' lengths if they differ. */
    private static int ofMany(DirectBuffer buffer, int offset, int length, int mask) {
        int flags = buffer.getByte(offset + 1);
        int frames = flags & 0x3F;
        int start = offset + 2;
        int end = offset + length;
        if ((flags & 0x40) != 0) {
            int more;
            do {
                more = buffer.getByte(start++) & 0xFF;
                end -= more == 255 ? 254 : more;
            } while (more == 255);
        }
        return (flags & 0x80) != 0
                ? withLengths(buffer, start, end, frames, mask)
                : any(buffer, start, frames, (end - start) / frames, mask);
    }

    /** Frames of one length, one after the other. */
    private static int any(DirectBuffer buffer, int start, int frames, int frameBytes, int mask) {
        if (frameBytes <= 0) {
            return UNKNOWN;
        }
        for (int i = 0; i < frames; i++) {
            if ((buffer.getByte(start + i * frameBytes) & mask) != 0) {
                return VOICE;
            }
        }
        return SILENT;
    }

    /** Every frame but the last has its length in front (RFC 6716 §3.2.1). */
    private static int withLengths(
            DirectBuffer buffer, int lengthsAt, int end, int frames, int mask) {
        int start = lengthsAt;
        for (int i = 1; i < frames; i++) {
            start += (buffer.getByte(start) & 0xFF) >= 252 ? 2 : 1;
        }
        int at = lengthsAt;
        int found = UNKNOWN;
        for (int i = 1; i <= frames; i++) {
            int bytes = end - start;
            if (i < frames) {
                bytes = buffer.getByte(at++) & 0xFF;
                bytes += bytes >= 252 ? 4 * (buffer.getByte(at++) & 0xFF) : 0;
            }
            if (bytes > 0) {
                found = Math.max(found, (buffer.getByte(start) & mask) != 0 ? VOICE : SILENT);
            }
            start += bytes;
        }
        return found;
    }
}
