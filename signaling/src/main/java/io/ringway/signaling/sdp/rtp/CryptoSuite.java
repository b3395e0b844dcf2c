package io.ringway.signaling.sdp.rtp;

import io.ringway.media.srtp.SrtpProfile;
import org.jspecify.annotations.Nullable;

/** The crypto suites of {@code a=crypto}, preferred first (RFC 4568 §6.2, RFC 6188, RFC 7714). */
public enum CryptoSuite {
    AEAD_AES_128_GCM(SrtpProfile.AEAD_AES_128_GCM),
    AEAD_AES_256_GCM(SrtpProfile.AEAD_AES_256_GCM),
    AES_CM_128_HMAC_SHA1_80(SrtpProfile.AES128_CM_HMAC_SHA1_80);

    private final SrtpProfile profile;

    CryptoSuite(SrtpProfile profile) {
        this.profile = profile;
    }

    /** The suite of that name, in the spelling of drafts too; null when it is none of ours. */
    static @Nullable CryptoSuite named(String name) {
        String today = name.startsWith("AES_CM_256_") ? "AES_256_CM_" + name.substring(11) : name;
        for (CryptoSuite suite : values()) {
            if (suite.name().equals(today)) {
                return suite;
            }
        }
        return null;
    }

    public SrtpProfile profile() {
        return profile;
    }

    /** Bytes of master key and salt together. */
    int keyAndSaltBytes() {
        return profile.keyBytes() + profile.saltBytes();
    }
}
