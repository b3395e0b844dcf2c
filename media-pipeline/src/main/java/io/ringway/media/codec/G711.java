package io.ringway.media.codec;

/**
 * The two companding laws of ITU-T G.711, by table both ways.
 *
 * <p>Samples are 16 bits wide: the law's own 13 (A) or 14 bits (µ) stand at the top. Negative
 * samples are measured by their ones' complement, as ITU-T G.191 does, so that both halves are
 * alike.
 */
public enum G711 {
    /** PCMA: Europe and most trunks. */
    A_LAW {
        @Override
        int compress(int sample) {
            int magnitude = (sample < 0 ? ~sample : sample) >> 4;
            int segment = Math.max(0, floorLog2(magnitude) - 3);
            int step = magnitude >> Math.max(0, segment - 1) & 0xF;
            return (sample < 0 ? 0x55 : 0xD5) ^ (segment << 4 | step);
        }

        @Override
        int expand(int code) {
            int bits = code ^ 0x55;
            int segment = bits >> 4 & 7;
            int step = 2 * (bits & 0xF) + 1;
            int magnitude = segment == 0 ? step : (step + 32) << (segment - 1);
            return (bits & 0x80) != 0 ? magnitude << 3 : -(magnitude << 3);
        }
    },

    /** PCMU: North America and Japan. */
    MU_LAW {
        @Override
        int compress(int sample) {
            int magnitude = (sample < 0 ? ~sample : sample) >> 2;
            int biased = Math.min(magnitude + MU_BIAS, 0x1FFF);
            int segment = floorLog2(biased) - 5;
            int step = biased >> (segment + 1) & 0xF;
            return ~((sample < 0 ? 0x80 : 0) | segment << 4 | step) & 0xFF;
        }

        @Override
        int expand(int code) {
            int bits = ~code;
            int magnitude = ((2 * (bits & 0xF) + MU_BIAS) << (bits >> 4 & 7)) - MU_BIAS;
            return (bits & 0x80) == 0 ? magnitude << 2 : -(magnitude << 2);
        }
    };

    /** Brings the µ law's segments to powers of two. */
    private static final int MU_BIAS = 33;

    /** Both laws ignore a sample's two lowest bits. */
    private static final int IGNORED_BITS = 2;

    private static final int ENCODE_MASK = 0xFFFF >> IGNORED_BITS;

    @SuppressWarnings("ImmutableEnumChecker") // written by the constructor only
    private final short[] samples = new short[256];

    @SuppressWarnings("ImmutableEnumChecker") // written by the constructor only
    private final byte[] codes = new byte[ENCODE_MASK + 1];

    G711() {
        for (int code = 0; code < samples.length; code++) {
            samples[code] = (short) expand(code);
        }
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) compress((short) (i << IGNORED_BITS));
        }
    }

    /** The sample a code stands for. */
    public short decode(byte code) {
        return samples[code & 0xFF];
    }

    /** The code of the interval a sample lies in. */
    public byte encode(short sample) {
        return codes[sample >> IGNORED_BITS & ENCODE_MASK];
    }

    /** The law as a formula. */
    abstract int compress(int sample);

    /** The law's inverse as a formula: the middle of a code's interval. */
    abstract int expand(int code);

    private static int floorLog2(int value) {
        return 31 - Integer.numberOfLeadingZeros(value | 1);
    }
}
