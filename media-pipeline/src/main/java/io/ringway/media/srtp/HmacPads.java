package io.ringway.media.srtp;

import java.util.Arrays;

/**
 * The two SHA-1 states every HMAC of one key begins with (RFC 2104 §4), computed once a key.
 *
 * @param inner state behind the key xor ipad, five words
 * @param outer state behind the key xor opad, five words
 */
record HmacPads(int[] inner, int[] outer) {

    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5C;

    /**
     * @param key at most 64 bytes, as all of SRTP's are
     */
    static HmacPads of(byte[] key) {
        return new HmacPads(stateBehind(key, INNER_PAD), stateBehind(key, OUTER_PAD));
    }

    private static int[] stateBehind(byte[] key, byte pad) {
        byte[] block = Arrays.copyOf(key, Sha1.BLOCK_BYTES);
        for (int i = 0; i < block.length; i++) {
            block[i] ^= pad;
        }
        int[] state = Sha1.initialState();
        int[] w = new int[Sha1.SCHEDULE_WORDS];
        Sha1.compress(state, block, 0, w);
        Arrays.fill(block, (byte) 0);
        Arrays.fill(w, 0);
        return state;
    }

    /** Never prints key material. */
    @Override
    public String toString() {
        return "HmacPads";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HmacPads that
                && Arrays.equals(inner, that.inner)
                && Arrays.equals(outer, that.outer);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(inner);
    }
}
