package io.ringway.signaling.sip.auth;

import org.jspecify.annotations.Nullable;

/** Who has an account. Thread: any; does not block. */
@FunctionalInterface
public interface DigestUsers {

    /** What that user proves to know; null when there is no such user. */
    @Nullable DigestSecret secret(String username);
}
