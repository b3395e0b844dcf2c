package io.ringway.media.codec.silk;

/**
 * The pulses that drive the synthesis, in blocks of 16 (RFC 6716 §4.2.7.8): how many there are, how
 * they are spread by halving, further bits of their heights, and their signs.
 */
final class Excitation {

    /** Samples of a frame of 20 ms. */
    static final int LONGEST = 320;

    private static final int BLOCK = 16;
    private static final int MORE_BITS = 17;
    private static final int MOST_BITS = 10;
    private static final int LAST_LEVEL = 9 * 18;

    /** What is left of a pulse's height when it is decoded, in Q14. */
    private static final int HEIGHT_CUT = 80 << 4;

    /** By signal type (not voiced, voiced) and offset type, in Q14 (table 53). */
    private static final int[] OFFSETS = {100 << 4, 240 << 4, 32 << 4, 100 << 4};

    private final int[] pulses = new int[LONGEST];
    private final int[] counts = new int[LONGEST / BLOCK];
    private final int[] shifts = new int[LONGEST / BLOCK];

    /** Reads a number of blocks. */
    void read(RangeDecoder bits, int blocks, int signalType, int offsetType) {
        int kind = signalType >> 1;
        int level = 18 * bits.symbol(ExcitationTables.RATE_LEVEL, 9 * kind);
        for (int i = 0; i < blocks; i++) {
            readCount(bits, i, level);
        }
        for (int i = 0; i < blocks; i++) {
            readBlock(bits, BLOCK * i, counts[i]);
        }
        for (int i = 0; i < blocks; i++) {
            readLowBits(bits, i);
        }
        int signs = 7 * (2 * signalType + offsetType);
        for (int i = 0; i < blocks; i++) {
            if (counts[i] + shifts[i] > 0) {
                int odds = ExcitationTables.SIGN[signs + Math.min(counts[i], 6)];
                readSigns(bits, BLOCK * i, odds);
            }
        }
    }

    /**
     * Reconstructs (RFC 6716 §4.2.7.8.6): heights moved towards zero, an offset, and signs turned
     * by pseudo-random numbers.
     */
    void reconstruct(FrameSymbols frame, int[] outQ14) {
        int offset = OFFSETS[(frame.signalType & 2) + frame.offsetType];
        int seed = frame.seed;
        int samples = 80 * frame.subframes;
        for (int i = 0; i < samples; i++) {
            int pulse = pulses[i];
            seed = FixedPoint.random(seed);
            int cut = ((pulse >> 31) | (-pulse >>> 31)) * HEIGHT_CUT;
            int value = (pulse << 14) - cut + offset;
            int turn = seed >> 31;
            outQ14[i] = (value ^ turn) - turn;
            seed += pulse;
        }
    }

    private void readCount(RangeDecoder bits, int block, int level) {
        int shift = 0;
        int count = bits.symbol(ExcitationTables.PULSE_COUNT, level);
        while (count == MORE_BITS) {
            shift++;
            int from = shift == MOST_BITS ? LAST_LEVEL + 1 : LAST_LEVEL;
            count = bits.symbol(ExcitationTables.PULSE_COUNT, from);
        }
        counts[block] = count;
        shifts[block] = shift;
    }

    private void readBlock(RangeDecoder bits, int at, int count) {
        int left = split(bits, ExcitationTables.SPLIT_16, count);
        readEight(bits, at, left);
        readEight(bits, at + 8, count - left);
    }

    private void readEight(RangeDecoder bits, int at, int count) {
        if (count == 0) {
            for (int i = 0; i < 8; i++) {
                pulses[at + i] = 0;
            }
            return;
        }
        int left = split(bits, ExcitationTables.SPLIT_8, count);
        readFour(bits, at, left);
        readFour(bits, at + 4, count - left);
    }

    private void readFour(RangeDecoder bits, int at, int count) {
        int left = split(bits, ExcitationTables.SPLIT_4, count);
        int first = split(bits, ExcitationTables.SPLIT_2, left);
        pulses[at] = first;
        pulses[at + 1] = left - first;
        int right = count - left;
        int third = split(bits, ExcitationTables.SPLIT_2, right);
        pulses[at + 2] = third;
        pulses[at + 3] = right - third;
    }

    private static int split(RangeDecoder bits, short[] odds, int count) {
        return count == 0 ? 0 : bits.symbol(odds, ExcitationTables.SPLIT_START[count]);
    }

    private void readLowBits(RangeDecoder bits, int block) {
        int shift = shifts[block];
        if (shift == 0) {
            return;
        }
        for (int i = BLOCK * block; i < BLOCK * (block + 1); i++) {
            int height = pulses[i];
            for (int bit = 0; bit < shift; bit++) {
                height = (height << 1) | bits.bit(ExcitationTables.LEAST_BIT[0]);
            }
            pulses[i] = height;
        }
    }

    private void readSigns(RangeDecoder bits, int at, int odds) {
        for (int i = at; i < at + BLOCK; i++) {
            if (pulses[i] != 0 && bits.bit(odds) == 0) {
                pulses[i] = -pulses[i];
            }
        }
    }
}
