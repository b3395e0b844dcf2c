package io.ringway.media.codec.silk;

/**
 * Arithmetic on whole numbers with an implied binary point, bit for bit as decoders have to agree
 * on it (RFC 6716 §4.2.7.5 ff.): products are cut towards minus infinity, sums wrap around unless
 * they are said to saturate. A name ends in Qn where n bits are behind the point.
 */
final class FixedPoint {

    private FixedPoint() {}

    /** A product with a number of 16 bits, less its lower 16 bits. */
    static int timesQ16(int a, short b) {
        return (int) (((long) a * b) >> 16);
    }

    /** A product, less its lower 16 bits. */
    static int timesQ16(int a, int b) {
        return (int) (((long) a * b) >> 16);
    }

    /** The upper half of a product. */
    static int timesQ32(int a, int b) {
        return (int) (((long) a * b) >> 32);
    }

    /** Divided by a power of two of at least 2, halves rounded up. */
    static int rounded(int a, int shift) {
        return ((a >> (shift - 1)) + 1) >> 1;
    }

    /** Divided by a power of two of at least 2, halves rounded up. */
    static long rounded(long a, int shift) {
        return ((a >> (shift - 1)) + 1) >> 1;
    }

    static int saturated16(int a) {
        return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, a));
    }

    static int saturated32(long a) {
        return a == (int) a ? (int) a : a < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }

    /** Next of the row of pseudo-random numbers. */
    static int random(int seed) {
        return seed * 196_314_165 + 907_633_515;
    }

    /** About {@code 2^q / b}, as decoders agree on it. */
    static int inverse(int b, int q) {
        int room = Integer.numberOfLeadingZeros(Math.abs(b)) - 1;
        int normal = b << room;
        int guess = (Integer.MAX_VALUE >> 2) / (normal >> 16);
        int errorQ32 = ((1 << 29) - timesQ16(normal, (short) guess)) << 3;
        int result = (guess << 16) + timesQ16(errorQ32, guess);
        return scaled(result, 61 - room - q);
    }

    /** About {@code a * 2^q / b}, as decoders agree on it. */
    static int quotient(int a, int b, int q) {
        int roomOfA = Integer.numberOfLeadingZeros(Math.abs(a)) - 1;
        int rest = a << roomOfA;
        int room = Integer.numberOfLeadingZeros(Math.abs(b)) - 1;
        int normal = b << room;
        short inverse = (short) ((Integer.MAX_VALUE >> 2) / (normal >> 16));
        int result = timesQ16(rest, inverse);
        rest -= timesQ32(normal, result) << 3;
        result += timesQ16(rest, inverse);
        return scaled(result, 29 + roomOfA - room - q);
    }

    /** About the square root, within 10 %. */
    static int squareRoot(int a) {
        if (a <= 0) {
            return 0;
        }
        int zeros = Integer.numberOfLeadingZeros(a);
        int fractionQ7 = Integer.rotateRight(a, 24 - zeros) & 0x7F;
        int root = ((zeros & 1) != 0 ? 32_768 : 46_214) >> (zeros >> 1);
        return root + timesQ16(root, (short) (213 * fractionQ7));
    }

    /** About {@code 2^(log / 128)}. */
    static int powerOfTwo(int logQ7) {
        int whole = 1 << (logQ7 >> 7);
        int fraction = logQ7 & 0x7F;
        int curve = fraction + timesQ16(fraction * (128 - fraction), (short) -174);
        return logQ7 < 2_048 ? whole + ((whole * curve) >> 7) : whole + (whole >> 7) * curve;
    }

    private static int scaled(int a, int shift) {
        if (shift < 0) {
            return saturated32((long) a << Math.min(-shift, 31));
        }
        return shift < 32 ? a >> shift : 0;
    }
}
