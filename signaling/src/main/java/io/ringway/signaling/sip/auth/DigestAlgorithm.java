package io.ringway.signaling.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Algorithms of digests, those of RFC 8760 §2.1 and the older MD5; the preferred ones first. */
public enum DigestAlgorithm {
    SHA_256("SHA-256", Hash.SHA_256, false),
    SHA_256_SESS("SHA-256-sess", Hash.SHA_256, true),
    SHA_512_256("SHA-512-256", Hash.SHA_512_256, false),
    SHA_512_256_SESS("SHA-512-256-sess", Hash.SHA_512_256, true),
    MD5("MD5", Hash.MD5, false),
    MD5_SESS("MD5-sess", Hash.MD5, true);

    /** The hash under an algorithm. */
    public enum Hash {
        SHA_256("SHA-256", 2),
        SHA_512_256("SHA-512/256", 2),
        MD5("MD5", 1);

        private final String javaName;
        private final int strength;

        Hash(String javaName, int strength) {
            this.javaName = javaName;
            this.strength = strength;
        }

        /** Digits of a digest in hexadecimal. */
        public int digits() {
            return this == MD5 ? 32 : 64;
        }

        String hex(byte[] bytes) {
            try {
                byte[] digest = MessageDigest.getInstance(javaName).digest(bytes);
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java has no " + javaName, e);
            }
        }

        String hex(String text) {
            return hex(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final String token;
    private final Hash hash;
    private final boolean session;

    DigestAlgorithm(String token, Hash hash, boolean session) {
        this.token = token;
        this.hash = hash;
        this.session = session;
    }

    /**
     * The algorithm a header names; null when it is none of these. A header that names none means
     * MD5 (RFC 7616 §3.3).
     */
    public static @Nullable DigestAlgorithm parse(@Nullable String token) {
        if (token == null) {
            return MD5;
        }
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.token.equalsIgnoreCase(token)) {
                return algorithm;
            }
        }
        return null;
    }

    /** As headers name it. */
    public String token() {
        return token;
    }

    /** The hash it uses. */
    public Hash hash() {
        return hash;
    }

    /** Whether the nonces go into A1 (RFC 7616 §3.4.2). */
    boolean session() {
        return session;
    }

    /** Higher is stronger; equal ones are left to the order in which they are offered. */
    int strength() {
        return hash.strength;
    }
}
