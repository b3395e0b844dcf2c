package io.ringway.signaling.sdp.rtp;

import io.ringway.media.srtp.SrtpProfile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names {@code a=crypto} has for protection profiles (RFC 4568 §6.2, RFC 6188, RFC 7714). */
final class CryptoSuites {

    private static final Map<String, SrtpProfile> NAMED =
            Map.of(
                    "AEAD_AES_128_GCM", SrtpProfile.AEAD_AES_128_GCM,
                    "AEAD_AES_256_GCM", SrtpProfile.AEAD_AES_256_GCM,
                    "AES_CM_128_HMAC_SHA1_80", SrtpProfile.AES128_CM_HMAC_SHA1_80);

    private CryptoSuites() {}

    /** The suite of that name, in the spelling of drafts too; null when it is none of ours. */
    static @Nullable SrtpProfile named(String name) {
        boolean draft = name.startsWith("AES_CM_256_");
        return NAMED.get(draft ? "AES_256_CM_" + name.substring(11) : name);
    }

    static String nameOf(SrtpProfile profile) {
        for (Map.Entry<String, SrtpProfile> suite : NAMED.entrySet()) {
            if (suite.getValue() == profile) {
                return suite.getKey();
            }
        }
        throw new IllegalArgumentException(profile + " has no name in a=crypto");
    }
}
