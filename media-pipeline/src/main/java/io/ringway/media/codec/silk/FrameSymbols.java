package io.ringway.media.codec.silk;

/**
 * What one SILK frame of 10 or 20 ms says, as it was coded (RFC 6716 §4.2.7): nothing here depends
 * on what was decoded before it, but the symbols of the frame before it in the same Opus frame.
 */
final class FrameSymbols {

    /** Signal types (RFC 6716 §4.2.7.3). */
    static final int INACTIVE = 0;

    static final int UNVOICED = 1;
    static final int VOICED = 2;

    /** Interpolation factor of an envelope that is not interpolated. */
    static final int NOT_INTERPOLATED = 4;

    private static final int LONGEST_EXTENDED = 8;
    private static final int LAG_UNIT = 8;

    int subframes;
    int signalType;
    int offsetType;

    /** Whether the first gain goes on from the frame before. */
    boolean conditional;

    final int[] gains = new int[4];
    int envelope;
    final int[] residuals = new int[16];
    int interpolation;
    int lag;
    int contour;
    int periodicity;
    final int[] filters = new int[4];
    int scaling;
    int seed;
    final Excitation excitation = new Excitation();

    /**
     * Reads a frame.
     *
     * @param subframes 2 or 4, of 5 ms
     * @param voice whether the header tells voice activity, or this is a copy of an earlier frame
     * @param before the frame before in the same Opus frame, or itself when there is none that this
     *     one was coded against
     */
    void read(RangeDecoder bits, int subframes, boolean voice, FrameSymbols before) {
        this.subframes = subframes;
        conditional = before != this;
        int type =
                voice
                        ? 2 + bits.symbol(GainTables.TYPE_OF_VOICE, 0)
                        : bits.symbol(GainTables.TYPE_OF_SILENCE, 0);
        signalType = type >> 1;
        offsetType = type & 1;
        readGains(bits);
        readEnvelope(bits);
        interpolation =
                subframes == 4 ? bits.symbol(SpectrumTables.INTERPOLATION, 0) : NOT_INTERPOLATED;
        if (signalType == VOICED) {
            readPitch(bits, before);
        }
        seed = bits.symbol(GainTables.SEED, 0);
        excitation.read(bits, 5 * subframes, signalType, offsetType);
    }

    /** RFC 6716 §4.2.7.4. */
    private void readGains(RangeDecoder bits) {
        if (conditional) {
            gains[0] = bits.symbol(GainTables.CHANGE, 0);
        } else {
            gains[0] = bits.symbol(GainTables.COARSE, 8 * signalType) << 3;
            gains[0] += bits.symbol(GainTables.EIGHTHS, 0);
        }
        for (int i = 1; i < subframes; i++) {
            gains[i] = bits.symbol(GainTables.CHANGE, 0);
        }
    }

    /** RFC 6716 §4.2.7.5.1 and 2. */
    private void readEnvelope(RangeDecoder bits) {
        envelope = bits.symbol(SpectrumTables.FIRST_STAGE, signalType == VOICED ? 32 : 0);
        for (int i = 0; i < 16; i++) {
            int choice = SpectrumTables.SECOND_STAGE_CHOICE[8 * envelope + (i >> 1)];
            int odds = 9 * ((choice >> ((i & 1) == 0 ? 1 : 5)) & 7);
            int residual = bits.symbol(SpectrumTables.SECOND_STAGE, odds);
            if (residual == 0) {
                residual = -bits.symbol(SpectrumTables.EXTENSION, 0);
            } else if (residual == LONGEST_EXTENDED) {
                residual += bits.symbol(SpectrumTables.EXTENSION, 0);
            }
            residuals[i] = residual - 4;
        }
    }

    /** RFC 6716 §4.2.7.6. */
    private void readPitch(RangeDecoder bits, FrameSymbols before) {
        int change = 0;
        if (conditional && before.signalType == VOICED) {
            change = bits.symbol(PitchTables.LAG_CHANGE, 0);
        }
        if (change > 0) {
            lag = before.lag + change - 9;
        } else {
            lag = bits.symbol(PitchTables.COARSE_LAG, 0) * LAG_UNIT;
            lag += bits.symbol(GainTables.EIGHTHS, 0);
        }
        contour = bits.symbol(subframes == 4 ? PitchTables.CONTOUR : PitchTables.CONTOUR_10_MS, 0);
        periodicity = bits.symbol(PitchTables.PERIODICITY, 0);
        short[] odds =
                switch (periodicity) {
                    case 0 -> PitchTables.FILTER_OF_8;
                    case 1 -> PitchTables.FILTER_OF_16;
                    default -> PitchTables.FILTER_OF_32;
                };
        for (int i = 0; i < subframes; i++) {
            filters[i] = bits.symbol(odds, 0);
        }
        scaling = conditional ? 0 : bits.symbol(PitchTables.SCALING, 0);
    }
}
