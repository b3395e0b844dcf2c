package io.ringway.server.sip;

import io.ringway.server.config.ConfigurationException;
import io.ringway.server.config.SectionText;
import io.ringway.server.config.SectionText.Section;
import io.ringway.signaling.sip.auth.DigestAlgorithm;
import io.ringway.signaling.sip.auth.DigestSecret;
import io.ringway.signaling.sip.registrar.SipUser;
import io.ringway.signaling.sip.registrar.SipUsers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code sip-users-file}: a section for each user. */
final class UsersFile {

    private static final String HASH_KEY = "ha1-";
    private static final Map<DigestAlgorithm.Hash, String> HASH_NAMES =
            Map.of(
                    DigestAlgorithm.Hash.MD5, "ha1-md5",
                    DigestAlgorithm.Hash.SHA_256, "ha1-sha-256",
                    DigestAlgorithm.Hash.SHA_512_256, "ha1-sha-512-256");

    private final List<DigestAlgorithm> algorithms;
    private final List<String> problems = new ArrayList<>();

    private UsersFile(List<DigestAlgorithm> algorithms) {
        this.algorithms = algorithms;
    }

    /**
     * @param algorithms every user must be able to answer
     * @throws ConfigurationException naming every problem
     */
    static SipUsers parse(String file, List<String> lines, List<DigestAlgorithm> algorithms) {
        UsersFile users = new UsersFile(algorithms);
        List<SipUser> parsed = new ArrayList<>();
        for (Section section : SectionText.parse(file, lines, keys())) {
            users.add(parsed, section);
        }
        ConfigurationException.throwIfAny(users.problems);
        return new SipUsers(parsed);
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>(Set.of("password", "auth-user", "display-name"));
        keys.addAll(HASH_NAMES.values());
        return keys;
    }

    private void add(List<SipUser> users, Section section) {
        try {
            SipUser user =
                    new SipUser(
                            section.name(),
                            section.value("auth-user", section.name()),
                            secret(section),
                            section.value("display-name", ""));
            for (SipUser other : users) {
                if (other.authUser().equals(user.authUser())) {
                    throw new IllegalArgumentException(
                            "auth-user %s is that of [%s] too"
                                    .formatted(user.authUser(), other.name()));
                }
            }
            users.add(user);
        } catch (IllegalArgumentException e) {
            problems.add(section.place() + ": [" + section.name() + "] " + e.getMessage());
        }
    }

    private DigestSecret secret(Section section) {
        Map<DigestAlgorithm.Hash, String> hashes = new EnumMap<>(DigestAlgorithm.Hash.class);
        HASH_NAMES.forEach(
                (hash, key) -> {
                    if (section.values().containsKey(key)) {
                        hashes.put(hash, section.value(key, ""));
                    }
                });
        String password = section.value("password", "");
        if (password.isEmpty() == hashes.isEmpty()) {
            throw new IllegalArgumentException(
                    "needs either password or " + HASH_KEY + "… of user:realm:password");
        }
        if (!password.isEmpty()) {
            return new DigestSecret.Password(password);
        }
        DigestSecret.Hashed secret = new DigestSecret.Hashed(hashes);
        for (DigestAlgorithm algorithm : algorithms) {
            if (!hashes.containsKey(algorithm.hash())) {
                throw new IllegalArgumentException(
                        "lacks %s, which sip-digest-algorithms=%s needs"
                                .formatted(HASH_NAMES.get(algorithm.hash()), algorithm.token()));
            }
        }
        return secret;
    }
}
