package io.ringway.media.stun;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import javax.crypto.spec.SecretKeySpec;

/**
 * A MESSAGE-INTEGRITY key (RFC 8489 §9.1.1: for short-term credentials the password's bytes).
 * Immutable, safe for any thread, never printed.
 */
public final class StunKey {

    private final SecretKeySpec key;

    private StunKey(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("a STUN password must not be empty");
        }
        key = new SecretKeySpec(bytes, "HmacSHA1");
    }

    /** The key of a short-term password. ICE passwords are ASCII and need no preparation. */
    public static StunKey ofPassword(String password) {
        return new StunKey(password.getBytes(StandardCharsets.UTF_8));
    }

    /** A key computed elsewhere, as for long-term credentials (RFC 8489 §9.2.2). */
    public static StunKey ofBytes(byte[] key) {
        return new StunKey(key);
    }

    Key key() {
        return key;
    }

    @Override
    public String toString() {
        return "StunKey";
    }
}
