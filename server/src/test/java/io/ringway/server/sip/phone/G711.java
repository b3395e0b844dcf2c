package io.ringway.server.sip.phone;

/** μ-law of ITU-T G.711, by its definition rather than by tables. */
public final class G711 {

    private static final int BIAS = 132;
    private static final int CLIP = 32_635;

    private G711() {}

    /** Samples into octets. */
    public static byte[] encode(short[] samples, int from, int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = from + i < samples.length ? encode(samples[from + i]) : (byte) 0xFF;
        }
        return octets;
    }

    private static byte encode(short sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(CLIP, Math.abs((int) sample)) + BIAS;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
        return (byte) ~(sign | (exponent << 4) | mantissa);
    }

    /** One octet as a sample. */
    public static short decode(byte octet) {
        int bits = ~octet & 0xFF;
        int magnitude = ((((bits & 0x0F) << 3) + BIAS) << ((bits >> 4) & 7)) - BIAS;
        return (short) ((bits & 0x80) != 0 ? -magnitude : magnitude);
    }
}
