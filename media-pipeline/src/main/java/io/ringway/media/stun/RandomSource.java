package io.ringway.media.stun;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Unpredictable numbers from a seed: HMAC-SHA1 over a counter, keyed by the seed.
 *
 * <p>The seed comes from outside (a secure generator in production, a constant in tests), so that
 * protocol cores stay repeatable. What a peer sees of the output does not tell it the rest, which a
 * plain pseudo-random generator would.
 *
 * <p>Thread: one.
 */
public final class RandomSource {

    private static final int MIN_SEED_BYTES = 16;

    private final Mac mac;
    private final byte[] block = new byte[StunAttribute.HMAC_SHA1_BYTES];
    private final byte[] counterBytes = new byte[Long.BYTES];
    private long counter;

    /**
     * @param seed at least 16 bytes
     */
    public RandomSource(byte[] seed) {
        if (seed.length < MIN_SEED_BYTES) {
            throw new IllegalArgumentException(
                    "seed must have at least " + MIN_SEED_BYTES + " bytes, got " + seed.length);
        }
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no HmacSHA1", e);
        }
    }

    /** A source for tests and simulations: the seed is that number. */
    public static RandomSource ofSeed(long seed) {
        byte[] bytes = new byte[MIN_SEED_BYTES];
        putLong(bytes, seed);
        return new RandomSource(bytes);
    }

    public long nextLong() {
        nextBlock();
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (block[i] & 0xFF);
        }
        return value;
    }

    /** A number from 0 to below {@code bound}, which is positive; the bias is below 2⁻³⁰. */
    public long nextLong(long bound) {
        return Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /** The next so many bytes. */
    public byte[] nextBytes(int count) {
        byte[] bytes = new byte[count];
        for (int at = 0; at < count; at += block.length) {
            nextBlock();
            System.arraycopy(block, 0, bytes, at, Math.min(block.length, count - at));
        }
        return bytes;
    }

    private void nextBlock() {
        putLong(counterBytes, counter++);
        mac.update(counterBytes);
        try {
            mac.doFinal(block, 0);
        } catch (GeneralSecurityException e) {
            Arrays.fill(block, (byte) 0);
            throw new IllegalStateException("HmacSHA1 wrote no " + block.length + " bytes", e);
        }
    }

    private static void putLong(byte[] target, long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            target[i] = (byte) (value >>> (56 - 8 * i));
        }
    }
}
