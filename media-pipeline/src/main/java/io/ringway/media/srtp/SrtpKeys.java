package io.ringway.media.srtp;

import java.util.Arrays;

/**
 * Master keys and salts of both directions, as agreed by DTLS-SRTP (RFC 5764 §4.2) or told by
 * signaling (RFC 4568).
 *
 * @param localKey key this side seals with; {@code profile.keyBytes()} long
 * @param localSalt {@code profile.saltBytes()} long
 * @param remoteKey key the remote side seals with
 * @param remoteSalt its salt
 */
public record SrtpKeys(
        SrtpProfile profile,
        byte[] localKey,
        byte[] localSalt,
        byte[] remoteKey,
        byte[] remoteSalt) {

    public SrtpKeys {
        localKey = checked(localKey, profile.keyBytes(), "local key");
        localSalt = checked(localSalt, profile.saltBytes(), "local salt");
        remoteKey = checked(remoteKey, profile.keyBytes(), "remote key");
        remoteSalt = checked(remoteSalt, profile.saltBytes(), "remote salt");
    }

    /** Whether both seal what this side sends alike. */
    public boolean sealsAs(SrtpKeys that) {
        return profile == that.profile
                && Arrays.equals(localKey, that.localKey)
                && Arrays.equals(localSalt, that.localSalt);
    }

    /** Whether both open what the remote side sends alike. */
    public boolean opensAs(SrtpKeys that) {
        return profile == that.profile
                && Arrays.equals(remoteKey, that.remoteKey)
                && Arrays.equals(remoteSalt, that.remoteSalt);
    }

    /** Never prints key material. */
    @Override
    public String toString() {
        return "SrtpKeys[" + profile + "]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpKeys that && sealsAs(that) && opensAs(that);
    }

    @Override
    public int hashCode() {
        return profile.hashCode();
    }

    private static byte[] checked(byte[] bytes, int length, String name) {
        if (bytes.length != length) {
            throw new IllegalArgumentException(
                    name + " must have " + length + " bytes, got " + bytes.length);
        }
        return bytes.clone();
    }
}
