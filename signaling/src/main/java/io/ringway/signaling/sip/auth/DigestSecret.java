package io.ringway.signaling.sip.auth;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a party proves that it knows. Never printed. */
public sealed interface DigestSecret {

    /**
     * {@code H(user:realm:password)} in hexadecimal; null when that hash of the password is not
     * known.
     */
    @Nullable String ha1(String user, String realm, DigestAlgorithm.Hash hash);

    /** A password as it is typed. */
    record Password(String password) implements DigestSecret {

        public Password {
            if (password.isEmpty()) {
                throw new IllegalArgumentException("a password must not be empty");
            }
        }

        @Override
        public String ha1(String user, String realm, DigestAlgorithm.Hash hash) {
            return hash.hex(user + ':' + realm + ':' + password);
        }

        @Override
        public String toString() {
            return "Password[…]";
        }
    }

    /**
     * Hashes of user, realm and password (HA1): the password itself is not there to be stolen.
     *
     * @param hashes in hexadecimal, by kind
     */
    record Hashed(Map<DigestAlgorithm.Hash, String> hashes) implements DigestSecret {

        public Hashed {
            hashes = Map.copyOf(hashes);
            hashes.forEach(Hashed::check);
        }

        private static void check(DigestAlgorithm.Hash hash, String hex) {
            if (!hex.matches("[0-9a-fA-F]{" + hash.digits() + "}")) {
                throw new IllegalArgumentException(
                        "a %s hash has %d hexadecimal digits; got %d characters"
                                .formatted(hash, hash.digits(), hex.length()));
            }
        }

        @Override
        public @Nullable String ha1(String user, String realm, DigestAlgorithm.Hash hash) {
            String hex = hashes.get(hash);
            return hex == null ? null : hex.toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return "Hashed" + hashes.keySet();
        }
    }
}
