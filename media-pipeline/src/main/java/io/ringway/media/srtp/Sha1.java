package io.ringway.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SHA-1's compression function (FIPS 180-4 §6.1.2). java.security's digests cannot start from a
 * preset state without allocating, which HMAC needs for every packet.
 *
 * <p>Thread: any, each with arrays of its own.
 */
final class Sha1 {

    static final int BLOCK_BYTES = 64;
    static final int STATE_WORDS = 5;
    static final int SCHEDULE_WORDS = 80;

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Sha1() {}

    /** SHA-1's own beginning. */
    static int[] initialState() {
        return new int[] {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    }

    /**
     * Takes 64 bytes into the state.
     *
     * @param w scratch of {@link #SCHEDULE_WORDS}
     */
    static void compress(int[] state, byte[] data, int offset, int[] w) {
        expand(data, offset, w);
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        for (int t = 0; t < 20; t++) {
            int next = Integer.rotateLeft(a, 5) + (d ^ (b & (c ^ d))) + e + 0x5A827999 + w[t];
            e = d;
            d = c;
            c = Integer.rotateLeft(b, 30);
            b = a;
            a = next;
        }
        for (int t = 20; t < 40; t++) {
            int next = Integer.rotateLeft(a, 5) + (b ^ c ^ d) + e + 0x6ED9EBA1 + w[t];
            e = d;
            d = c;
            c = Integer.rotateLeft(b, 30);
            b = a;
            a = next;
        }
        for (int t = 40; t < 60; t++) {
            int next = Integer.rotateLeft(a, 5) + ((b & c) | (d & (b | c))) + e + 0x8F1BBCDC + w[t];
            e = d;
            d = c;
            c = Integer.rotateLeft(b, 30);
            b = a;
            a = next;
        }
        for (int t = 60; t < 80; t++) {
            int next = Integer.rotateLeft(a, 5) + (b ^ c ^ d) + e + 0xCA62C1D6 + w[t];
            e = d;
            d = c;
            c = Integer.rotateLeft(b, 30);
            b = a;
            a = next;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }

    private static void expand(byte[] data, int offset, int[] w) {
        for (int t = 0; t < 16; t++) {
            w[t] = (int) WORDS.get(data, offset + 4 * t);
        }
        for (int t = 16; t < SCHEDULE_WORDS; t++) {
            w[t] = Integer.rotateLeft(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
        }
    }
}
