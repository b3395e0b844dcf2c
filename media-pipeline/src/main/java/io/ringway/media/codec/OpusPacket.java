package io.ringway.media.codec;

import io.ringway.media.counters.Counter;
import org.agrona.DirectBuffer;

/**
 * The anatomy of one Opus packet without decoding it (RFC 6716 §3): its table-of-contents byte and
 * how it is cut into frames.
 *
 * <p>Every method takes the packet's buffer, offset and length, reads no byte outside them, and
 * returns {@link #MALFORMED} rather than throw. Thread: any; nothing is kept or allocated.
 */
public final class OpusPacket {

    /** What every method returns for a packet that breaks RFC 6716 §3.4. */
    public static final int MALFORMED = Counter.DROP_DECODE_FAILED.code();

    /** Longest duration of a packet: 120 ms in 48 kHz samples (RFC 6716 §3.2.5). */
    public static final int MAX_SAMPLES_48K = 5_760;

    /** Longest frame in bytes (RFC 6716 §3.2.1). */
    public static final int MAX_FRAME_BYTES = 1_275;

    /** Linear prediction only, 8 to 16 kHz. */
    public static final int MODE_SILK = 0;

    /** SILK below 8 kHz of audio bandwidth and CELT above. */
    public static final int MODE_HYBRID = 1;

    /** Transform coding only. */
    public static final int MODE_CELT = 2;

    private static final int[] CELT_BANDWIDTH_HZ = {8_000, 16_000, 24_000, 48_000};

    private OpusPacket() {}

    /** Duration in 48 kHz samples, 120 to 5,760. */
    public static int samples48k(DirectBuffer buffer, int offset, int length) {
        int frames = frameCount(buffer, offset, length);
        return frames < 0 ? MALFORMED : frames * frameSamples48k(buffer.getByte(offset));
    }

    /** Frames in the packet, 1 to 48, after the framing was checked to its last byte. */
    public static int frameCount(DirectBuffer buffer, int offset, int length) {
        if (length < 1) {
            return MALFORMED;
        }
        return switch (buffer.getByte(offset) & 3) {
            case 0 -> length - 1 <= MAX_FRAME_BYTES ? 1 : MALFORMED;
            case 1 -> (length & 1) == 1 && length - 1 <= 2 * MAX_FRAME_BYTES ? 2 : MALFORMED;
            case 2 -> framesWithLengths(buffer, offset + 1, offset + length, 2);
            default -> arbitraryFrames(buffer, offset, length);
        };
    }

    /** 1 or 2, as the stream was coded; a decoder may be asked for either. */
    public static int channels(DirectBuffer buffer, int offset, int length) {
        return length < 1 ? MALFORMED : (buffer.getByte(offset) & 4) == 0 ? 1 : 2;
    }

    /** {@link #MODE_SILK}, {@link #MODE_HYBRID} or {@link #MODE_CELT}. */
    public static int mode(DirectBuffer buffer, int offset, int length) {
        if (length < 1) {
            return MALFORMED;
        }
        int config = config(buffer.getByte(offset));
        return config < 12 ? MODE_SILK : config < 16 ? MODE_HYBRID : MODE_CELT;
    }

    /** Sample rate that holds the coded audio bandwidth: 8, 12, 16, 24 or 48 kHz. */
    public static int bandwidthHz(DirectBuffer buffer, int offset, int length) {
        if (length < 1) {
            return MALFORMED;
        }
        int config = config(buffer.getByte(offset));
        if (config < 12) {
            return 8_000 + (config >> 2) * 4_000;
        }
        return config < 16
                ? (config < 14 ? 24_000 : 48_000)
                : CELT_BANDWIDTH_HZ[(config - 16) >> 2];
    }

    /** Duration of each frame of a packet with this first byte (RFC 6716 §3.1, table 2). */
    public static int frameSamples48k(byte toc) {
        int config = config(toc);
        if (config >= 16) {
            return 120 << (config & 3);
        }
        if (config >= 12) {
            return 480 << (config & 1);
        }
        return (config & 3) == 3 ? 2_880 : 480 << (config & 3);
    }

    private static int config(byte toc) {
        return (toc & 0xFF) >> 3;
    }

    /** Code 3: a count byte with flags, then padding and lengths (RFC 6716 §3.2.5). */
    private static int arbitraryFrames(DirectBuffer buffer, int offset, int length) {
        if (length < 2) {
            return MALFORMED;
        }
        int flags = buffer.getByte(offset + 1);
        int frames = flags & 0x3F;
        if (frames == 0 || frames * frameSamples48k(buffer.getByte(offset)) > MAX_SAMPLES_48K) {
            return MALFORMED;
        }
        int start = offset + 2;
        int end = offset + length;
        if ((flags & 0x40) != 0) {
            int paddingBytes = 0;
            int more;
            do {
                if (start == end) {
                    return MALFORMED;
                }
                more = buffer.getByte(start++) & 0xFF;
                paddingBytes += more == 255 ? 254 : more;
            } while (more == 255);
            end -= paddingBytes;
        }
        if ((flags & 0x80) != 0) {
            return framesWithLengths(buffer, start, end, frames);
        }
        int frameBytes = end - start;
        boolean whole =
                frameBytes >= 0
                        && frameBytes % frames == 0
                        && frameBytes / frames <= MAX_FRAME_BYTES;
        return whole ? frames : MALFORMED;
    }

    /** Every frame but the last has its length in front (RFC 6716 §3.2.1). */
    private static int framesWithLengths(DirectBuffer buffer, int start, int end, int frames) {
        int position = start;
        int declaredBytes = 0;
        for (int i = 1; i < frames; i++) {
            if (position >= end) {
                return MALFORMED;
            }
            int frameBytes = buffer.getByte(position++) & 0xFF;
            if (frameBytes >= 252) {
                if (position >= end) {
                    return MALFORMED;
                }
                frameBytes += (buffer.getByte(position++) & 0xFF) * 4;
            }
            declaredBytes += frameBytes;
        }
        int lastBytes = end - position - declaredBytes;
        return lastBytes >= 0 && lastBytes <= MAX_FRAME_BYTES ? frames : MALFORMED;
    }
}
