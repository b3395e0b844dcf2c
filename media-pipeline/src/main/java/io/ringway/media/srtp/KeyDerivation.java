package io.ringway.media.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Session keys from a master key and salt, with a key derivation rate of 0 (RFC 3711 §4.3, for
 * longer keys RFC 6188 §3, for GCM RFC 7714 §11). Runs once a key; allocates.
 *
 * <p>Thread: one owner.
 */
final class KeyDerivation {

    private static final int RTP_LABELS = 0;
    private static final int RTCP_LABELS = 3;
    private static final int CIPHER_KEY = 0;
    private static final int AUTH_KEY = 1;
    private static final int SALT = 2;
    private static final int BLOCK = 16;
    private static final int LABEL_POSITION = 7;

    private final Cipher aes;
    private final byte[] masterSalt;

    /**
     * @param masterKey 16, 24 or 32 bytes
     * @param masterSalt 14 bytes, or 12, which count as 14 with zeros behind (RFC 7714 §11)
     */
    KeyDerivation(byte[] masterKey, byte[] masterSalt) {
        this.masterSalt = masterSalt;
        try {
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(masterKey, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the JVM refuses AES with " + 8 * masterKey.length + " bit", e);
        }
    }

    SessionKeys rtpKeys(SrtpProfile profile) {
        return keys(profile, RTP_LABELS);
    }

    SessionKeys rtcpKeys(SrtpProfile profile) {
        return keys(profile, RTCP_LABELS);
    }

    /** AES in counter mode over zeros, begun at the label xor the master salt (§4.3.3). */
    byte[] derive(int label, int length) {
        int blocks = (length + BLOCK - 1) / BLOCK;
        byte[] counters = new byte[blocks * BLOCK];
        for (int i = 0; i < blocks; i++) {
            int at = i * BLOCK;
            System.arraycopy(masterSalt, 0, counters, at, masterSalt.length);
            counters[at + LABEL_POSITION] ^= (byte) label;
            counters[at + BLOCK - 1] = (byte) i;
        }
        try {
            return Arrays.copyOf(aes.doFinal(counters), length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refused " + blocks + " blocks", e);
        }
    }

    private SessionKeys keys(SrtpProfile profile, int labels) {
        int authBytes = profile.aead() ? 0 : SessionKeys.AUTH_KEY_BYTES;
        return new SessionKeys(
                derive(labels + CIPHER_KEY, profile.keyBytes()),
                derive(labels + SALT, profile.saltBytes()),
                derive(labels + AUTH_KEY, authBytes));
    }
}
