package io.ringway.media.rtp;

import io.ringway.media.counters.Counter;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * A payload of redundant audio data (RFC 2198 §3): older blocks first, each with a four-byte
 * header, and the primary one last with a one-byte header.
 *
 * <p>Wrap, then read. Thread: one owner. Allocates nothing.
 */
public final class RedundantAudio {

    /** Redundant blocks a payload may have here; senders are known to use up to nine. */
    public static final int MAX_BLOCKS = 32;

    private static final int BLOCK_HEADER = 4;
    private static final int MALFORMED = Counter.DROP_RTP_MALFORMED.code();

    private final int[] headers = new int[MAX_BLOCKS];
    private final int[] offsets = new int[MAX_BLOCKS];
    private int blocks;
    private int primaryOffset;
    private int primaryLength;
    private int primaryPayloadType;

    /**
     * Points at a payload and finds its blocks.
     *
     * @return 0, or the code of {@link Counter#DROP_RTP_MALFORMED} when lengths do not add up
     */
    public int wrap(DirectBuffer buffer, int offset, int length) {
        int end = offset + length;
        int at = offset;
        int count = 0;
        while (at < end && buffer.getByte(at) < 0) {
            if (at + BLOCK_HEADER > end || count == MAX_BLOCKS) {
                return MALFORMED;
            }
            headers[count++] = buffer.getInt(at, ByteOrder.BIG_ENDIAN);
            at += BLOCK_HEADER;
        }
        if (at >= end) {
            return MALFORMED;
        }
        int data = locate(at + 1, count);
        if (data > end) {
            return MALFORMED;
        }
        blocks = count;
        primaryPayloadType = buffer.getByte(at) & 0x7F;
        primaryOffset = data;
        primaryLength = end - data;
        return 0;
    }

    /** Lays the blocks out from a position on, and says where the last one ends. */
    private int locate(int from, int count) {
        int at = from;
        for (int i = 0; i < count; i++) {
            offsets[i] = at;
            at += headers[i] & 0x3FF;
        }
        return at;
    }

    /** Redundant blocks, oldest first. */
    public int blocks() {
        return blocks;
    }

    public int blockPayloadType(int block) {
        return headers[block] >>> 24 & 0x7F;
    }

    /** How far the block's RTP time lies before the packet's, 0 to 16,383 ticks. */
    public int blockTicksBehind(int block) {
        return headers[block] >>> 10 & 0x3FFF;
    }

    /** Where a redundant block begins, in the wrapped buffer. */
    public int blockOffset(int block) {
        return offsets[block];
    }

    public int blockLength(int block) {
        return headers[block] & 0x3FF;
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
