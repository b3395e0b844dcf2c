package io.ringway.media.rtp;

import io.ringway.media.counters.Counter;
import org.agrona.DirectBuffer;

/**
 * A payload of redundant audio data (RFC 2198 §3): older blocks first, each with a four-byte
 * header, and the primary one last with a one-byte header.
 *
 * <p>Wrap, then read. Thread: one owner. Allocates nothing.
 */
public final class RedundantAudio {

    private static final int BLOCK_HEADER = 4;
    private static final int MALFORMED = Counter.DROP_RTP_MALFORMED.code();

    private int primaryOffset;
    private int primaryLength;
    private int primaryPayloadType;

    /**
     * Points at a payload and finds its primary block.
     *
     * @return 0, or the code of {@link Counter#DROP_RTP_MALFORMED} when lengths do not add up
     */
    public int wrap(DirectBuffer buffer, int offset, int length) {
        int end = offset + length;
        int at = offset;
        int redundantBytes = 0;
        while (at < end && buffer.getByte(at) < 0) {
            if (at + BLOCK_HEADER > end) {
                return MALFORMED;
            }
            redundantBytes +=
                    (buffer.getByte(at + 2) & 0x03) << 8 | (buffer.getByte(at + 3) & 0xFF);
            at += BLOCK_HEADER;
        }
        if (at >= end || at + 1 + redundantBytes > end) {
            return MALFORMED;
        }
        primaryPayloadType = buffer.getByte(at) & 0x7F;
        primaryOffset = at + 1 + redundantBytes;
        primaryLength = end - primaryOffset;
        return 0;
    }

    public int primaryPayloadType() {
        return primaryPayloadType;
    }

    /** Where the primary block begins, in the wrapped buffer. */
    public int primaryOffset() {
        return primaryOffset;
    }

    public int primaryLength() {
        return primaryLength;
    }
}
