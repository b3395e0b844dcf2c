package io.ringway.media.codec.silk;

import org.agrona.DirectBuffer;

/**
 * Reads the SILK layer of an Opus frame: flags, copies of the frames before it, and one to three
 * frames of 10 or 20 ms (RFC 6716 §4.2.2).
 */
final class FrameReader {

    /** SILK frames in an Opus frame of 60 ms. */
    static final int MOST_FRAMES = 3;

    private static final int REDUNDANCY_BITS = 17;
    private static final int REDUNDANCY_BITS_OF_HYBRID = 37;
    private static final int REDUNDANCY_LOG = 12;

    private final RangeDecoder bits = new RangeDecoder();
    private final boolean[] voice = new boolean[MOST_FRAMES];
    private final boolean[] copied = new boolean[MOST_FRAMES];
    private final FrameSymbols[] frames = {
        new FrameSymbols(), new FrameSymbols(), new FrameSymbols()
    };

    /**
     * Reads all frames.
     *
     * @param count SILK frames in the Opus frame
     * @param subframes of each, 2 or 4
     * @return whether no redundant CELT frame comes with them (RFC 6716 §4.5.1)
     */
    boolean read(
            DirectBuffer packet, int offset, int length, int count, int subframes, boolean hybrid) {
        readCopies(packet, offset, length, count, subframes);
        for (int i = 0; i < count; i++) {
            frames[i].read(bits, subframes, voice[i], frames[Math.max(0, i - 1)]);
        }
        int spare = 8 * length - bits.bitsUsed();
        if (hybrid) {
            return spare < REDUNDANCY_BITS_OF_HYBRID || !bits.happened(REDUNDANCY_LOG);
        }
        return spare < REDUNDANCY_BITS;
    }

    /** Reads the copies of frames of the packet before (RFC 6716 §4.2.5), and no more. */
    void readCopies(DirectBuffer packet, int offset, int length, int count, int subframes) {
        bits.start(packet, offset, length);
        readHeader(count);
        for (int i = 0; i < count; i++) {
            if (copied[i]) {
                boolean follows = i > 0 && copied[i - 1];
                frames[i].read(bits, subframes, true, frames[follows ? i - 1 : i]);
            }
        }
    }

    /** Whether a copy of a frame of the packet before was read. */
    boolean copied(int index) {
        return copied[index];
    }

    FrameSymbols frame(int index) {
        return frames[index];
    }

    /** RFC 6716 §4.2.3 and 4. */
    private void readHeader(int count) {
        for (int i = 0; i < count; i++) {
            voice[i] = bits.happened(1);
        }
        int flags = bits.happened(1) ? 1 : 0;
        if (flags != 0 && count > 1) {
            short[] odds = count == 2 ? GainTables.COPIES_OF_TWO : GainTables.COPIES_OF_THREE;
            flags = bits.symbol(odds, 0) + 1;
        }
        for (int i = 0; i < count; i++) {
            copied[i] = ((flags >> i) & 1) != 0;
        }
    }
}
