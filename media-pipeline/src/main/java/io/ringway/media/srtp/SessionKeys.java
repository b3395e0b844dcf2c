package io.ringway.media.srtp;

import java.util.Arrays;

/**
 * The keys one direction of SRTP or of SRTCP works with (RFC 3711 §4.3).
 *
 * @param cipherKey AES key: 16, 24 or 32 bytes
 * @param salt 14 bytes for counter mode, 12 for GCM
 * @param authKey HMAC-SHA1 key: 20 bytes, or none for GCM
 */
record SessionKeys(byte[] cipherKey, byte[] salt, byte[] authKey) {

    static final int AUTH_KEY_BYTES = 20;

    /** Overwrites the keys; their owner has taken what it needs. */
    void erase() {
        Arrays.fill(cipherKey, (byte) 0);
        Arrays.fill(salt, (byte) 0);
        Arrays.fill(authKey, (byte) 0);
    }

    /** Never prints key material. */
    @Override
    public String toString() {
        return "SessionKeys[" + 8 * cipherKey.length + " bit]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionKeys that
                && Arrays.equals(cipherKey, that.cipherKey)
                && Arrays.equals(salt, that.salt)
                && Arrays.equals(authKey, that.authKey);
    }

    @Override
    public int hashCode() {
        return cipherKey.length;
    }
}
