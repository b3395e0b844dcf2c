package io.ringway.media.codec;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What a comfort-noise packet says (RFC 3389 §3): how loud the background is and, by the reflection
 * coefficients of a linear-prediction model, its spectrum. Holds one description at a time; parsing
 * the next one overwrites it. Thread: the owner's.
 *
 * <p>Signs are those of A(z) = 1 + Σ aᵢz⁻ⁱ: a spectrum that falls has a negative first coefficient.
 */
public final class ComfortNoise {

    /**
     * Coefficients kept; a lattice of fewer stages is the model of lower order, so more are
     * dropped.
     */
    public static final int MAX_ORDER = 16;

    private static final int QUIETEST_DBOV = 127;

    /** Index of the coefficient 0; 255 is reserved. */
    private static final int ZERO_INDEX = 127;

    private static final int MAX_INDEX = 254;

    private final float[] reflection = new float[MAX_ORDER];
    private int levelDbov = QUIETEST_DBOV;
    private int order;

    /** How far the noise lies below overload, 0 to 127 dB. */
    public int levelDbov() {
        return levelDbov;
    }

    /** Number of reflection coefficients; 0 is white noise. */
    public int order() {
        return order;
    }

    /** The i-th reflection coefficient, from 0, between −1 and 1. */
    public float reflection(int i) {
        return reflection[i];
    }

    /** RMS of the noise, in 16-bit samples: 0 dBov is a square wave of full scale. */
    public double rms() {
        return Short.MAX_VALUE * Math.pow(10, -levelDbov / 20.0);
    }

    /**
     * Describes white noise.
     *
     * @param levelDbov 0 (loudest) to 127
     */
    public ComfortNoise white(int levelDbov) {
        this.levelDbov = Math.clamp(levelDbov, 0, QUIETEST_DBOV);
        this.order = 0;
        return this;
    }

    /** Adds the next reflection coefficient, rounded to what a packet can say. */
    public ComfortNoise with(double coefficient) {
        if (order == MAX_ORDER) {
            throw new IllegalStateException("no more than " + MAX_ORDER + " coefficients");
        }
        reflection[order++] = coefficient(index(coefficient));
        return this;
    }

    /**
     * Reads a packet; a malformed one changes nothing.
     *
     * @return false when there is no level or a coefficient's index is the reserved one
     */
    public boolean parse(DirectBuffer packet, int offset, int length) {
        if (length < 1) {
            return false;
        }
        int coefficients = Math.min(length - 1, MAX_ORDER);
        for (int i = 1; i <= coefficients; i++) {
            if ((packet.getByte(offset + i) & 0xFF) > MAX_INDEX) {
                return false;
            }
        }
        levelDbov = packet.getByte(offset) & 0x7F;
        order = coefficients;
        for (int i = 0; i < order; i++) {
            reflection[i] = coefficient(packet.getByte(offset + 1 + i) & 0xFF);
        }
        return true;
    }

    /** Writes the packet and returns its length, {@code 1 + order}. */
    public int write(MutableDirectBuffer out, int offset) {
        out.putByte(offset, (byte) levelDbov);
        for (int i = 0; i < order; i++) {
            out.putByte(offset + 1 + i, (byte) index(reflection[i]));
        }
        return 1 + order;
    }

    @Override
    public String toString() {
        return "-" + levelDbov + " dBov " + Arrays.toString(Arrays.copyOf(reflection, order));
    }

    /** RFC 3389 §3.2: k = 258 · (N − 127) / 32768. */
    private static float coefficient(int index) {
        return 258f * (index - ZERO_INDEX) / 32_768;
    }

    private static int index(double coefficient) {
        long steps = Math.round(coefficient * 32_768 / 258);
        return Math.clamp(ZERO_INDEX + steps, 0, MAX_INDEX);
    }
}
