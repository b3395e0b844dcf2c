package io.ringway.signaling.sip.auth;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Quality of protection (RFC 7616 §3.3). */
public enum Qop {
    /** None stated, as before RFC 2617: no nonce count and no client nonce. */
    NONE(""),
    /** The request line is protected. */
    AUTH("auth"),
    /** Request line and body are protected. */
    AUTH_INT("auth-int");

    private final String token;

    Qop(String token) {
        this.token = token;
    }

    /** As headers name it. */
    public String token() {
        return token;
    }

    /** Whatever one word of a header names; null when it is nothing known. */
    static @Nullable Qop parse(@Nullable String word) {
        if (word == null) {
            return NONE;
        }
        return Arrays.stream(values())
                .filter(qop -> qop != NONE && qop.token.equalsIgnoreCase(word.strip()))
                .findFirst()
                .orElse(null);
    }

    /** The one to use of those a challenge offers; null when it offers only unknown ones. */
    static @Nullable Qop choose(@Nullable String offered) {
        if (offered == null) {
            return NONE;
        }
        List<@Nullable Qop> known = Arrays.stream(offered.split(",")).map(Qop::parse).toList();
        if (known.contains(AUTH)) {
            return AUTH;
        }
        return known.contains(AUTH_INT) ? AUTH_INT : null;
    }
}
