package io.ringway.signaling.sdp.rtp;

import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpProfile;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Master key and salt of one direction, as {@code inline:} carries them (RFC 4568 §6.1). */
final class MasterKey {

    private final SrtpProfile suite;
    private final byte[] keyAndSalt;

    /**
     * @throws IllegalArgumentException when the suite wants another length
     */
    MasterKey(SrtpProfile suite, byte[] keyAndSalt) {
        if (keyAndSalt.length != lengthBytes(suite)) {
            throw new IllegalArgumentException(
                    suite
                            + " needs "
                            + lengthBytes(suite)
                            + " bytes of key and salt, got "
                            + keyAndSalt.length);
        }
        this.suite = suite;
        this.keyAndSalt = keyAndSalt.clone();
    }

    /** A new one; the generator has to be a secure one. */
    static MasterKey create(SrtpProfile suite, RandomGenerator random) {
        byte[] bytes = new byte[lengthBytes(suite)];
        random.nextBytes(bytes);
        return new MasterKey(suite, bytes);
    }

    /** Bytes of key and salt together. */
    static int lengthBytes(SrtpProfile suite) {
        return suite.keyBytes() + suite.saltBytes();
    }

    SrtpProfile suite() {
        return suite;
    }

    /** What follows {@code inline:}. */
    String toBase64() {
        return Base64.getEncoder().encodeToString(keyAndSalt);
    }

    /** Both directions in the media plane's terms; this one is ours. */
    SrtpKeys with(MasterKey remote) {
        return new SrtpKeys(suite, key(), salt(), remote.key(), remote.salt());
    }

    private byte[] key() {
        return Arrays.copyOf(keyAndSalt, suite.keyBytes());
    }

    private byte[] salt() {
        return Arrays.copyOfRange(keyAndSalt, suite.keyBytes(), keyAndSalt.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MasterKey that
                && suite == that.suite
                && MessageDigest.isEqual(keyAndSalt, that.keyAndSalt);
    }

    @Override
    public int hashCode() {
        return suite.hashCode();
    }

    /** Never prints key material. */
    @Override
    public String toString() {
        return "MasterKey[" + suite + "]";
    }
}
