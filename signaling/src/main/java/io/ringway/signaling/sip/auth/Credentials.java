package io.ringway.signaling.sip.auth;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who we are to others. Only challenges of the named realms are answered: whoever else asks, a
 * redirected-to host or a proxy in between, learns no digest of the password.
 *
 * @param realms compared without regard to case, at least one
 */
public record Credentials(String username, DigestSecret secret, Set<String> realms) {

    public Credentials {
        if (username.isEmpty() || username.matches(".*[\"\\\\\\p{Cntrl}].*")) {
            throw new IllegalArgumentException("not a user name: '" + username + "'");
        }
        realms = realms.stream().map(Credentials::folded).collect(Collectors.toUnmodifiableSet());
        if (realms.isEmpty()) {
            throw new IllegalArgumentException("credentials need a realm they are for");
        }
    }

    boolean areFor(String realm) {
        return realms.contains(folded(realm));
    }

    /** Whether digests of that algorithm can be made. */
    boolean know(DigestAlgorithm algorithm) {
        return secret.ha1(username, "", algorithm.hash()) != null;
    }

    private static String folded(String realm) {
        return realm.toLowerCase(Locale.ROOT);
    }
}
