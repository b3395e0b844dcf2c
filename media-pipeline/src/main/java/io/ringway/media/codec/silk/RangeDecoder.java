package io.ringway.media.codec.silk;

import org.agrona.DirectBuffer;

/**
 * Symbols out of a frame's bits (RFC 6716 §4.1).
 *
 * <p>The standard holds the distance of the coded value from the top of the range, in 31 bits, and
 * takes a byte in whenever the range has become small. Here further bits of the frame already stand
 * below these 31, so that taking a byte in is a matter of counting; they are refilled two bytes at
 * a time. Behind its end a frame goes on in zeros.
 */
final class RangeDecoder {

    /** Longest frame and what may be read behind its end. */
    private static final int CAPACITY = 1_275 + 2;

    private static final int TOP_BITS = 31;
    private static final int FEWEST_AHEAD = 10;

    private final byte[] bytes = new byte[CAPACITY];
    private int end;
    private int next;

    /** Distance from the top of the range, and below it bits read ahead. */
    private long distance;

    private int bitsAhead;
    private int range;
    private int bitsTaken;

    /** Begins a frame of 2 to 1,275 bytes. */
    void start(DirectBuffer packet, int offset, int length) {
        packet.getBytes(offset, bytes, 0, length);
        bytes[length] = 0;
        bytes[length + 1] = 0;
        end = length;
        next = 0;
        distance = 0;
        bitsAhead = -TOP_BITS;
        refill();
        refill();
        refill();
        range = 1 << TOP_BITS;
        bitsTaken = TOP_BITS + 2;
    }

    /** A symbol by the odds that begin at an index: decreasing 256ths, ending in 0. */
    int symbol(short[] odds, int from) {
        int whole = range;
        int unit = whole >>> 8;
        int value = (int) (distance >>> bitsAhead);
        int above = whole;
        int at = from;
        int below = unit * odds[at];
        while (value < below) {
            above = below;
            below = unit * odds[++at];
        }
        take(below, above - below);
        return at - from;
    }

    /** 0 with odds of {@code 256 - odds} 256ths, else 1. */
    int bit(int odds) {
        int split = (range >>> 8) * odds;
        int value = (int) (distance >>> bitsAhead);
        boolean upper = value < split;
        take(upper ? 0 : split, upper ? split : range - split);
        return upper ? 1 : 0;
    }

    /** Whether that came true whose odds are 1 to {@code 2^log}. */
    boolean happened(int log) {
        int split = range >>> log;
        boolean it = (int) (distance >>> bitsAhead) < split;
        take(it ? 0 : split, it ? split : range - split);
        return it;
    }

    /** Bits used so far, rounded up (RFC 6716 §4.1.6). */
    int bitsUsed() {
        return bitsTaken - (32 - Integer.numberOfLeadingZeros(range));
    }

    private void take(int below, int size) {
        int shift = (Integer.numberOfLeadingZeros(size - 1) - 1) & ~7;
        distance -= (long) below << bitsAhead;
        range = size << shift;
        bitsTaken += shift;
        bitsAhead -= shift;
        if (bitsAhead < FEWEST_AHEAD) {
            refill();
        }
    }

    private void refill() {
        int pair = ((bytes[next] & 0xFF) << 8) | (bytes[next + 1] & 0xFF);
        distance = (distance << 16) | (~pair & 0xFFFF);
        bitsAhead += 16;
        next = Math.min(next + 2, end);
    }
}
