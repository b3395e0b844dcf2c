package io.ringway.server.config;

import io.ringway.signaling.sip.auth.DigestAlgorithm;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who may register and call, and where calls go.
 *
 * @param domains in lower case, the realm first; empty for any
 * @param guests whether strangers may call
 * @param algorithms offered, the preferred first
 * @param minExpiresS seconds, as the other one
 * @param pingIntervalS seconds; 0 for never
 */
public record SipAccountSettings(
        List<String> domains,
        Optional<Path> usersFile,
        Optional<Path> trunksFile,
        Optional<Path> routesFile,
        boolean guests,
        List<DigestAlgorithm> algorithms,
        int maxPasswordFailures,
        int minExpiresS,
        int maxExpiresS,
        int maxContacts,
        int maxRegistrations,
        int pingIntervalS) {

    private static final String ANY_DOMAIN = "ringway";

    public SipAccountSettings {
        domains = List.copyOf(domains);
        algorithms = List.copyOf(algorithms);
        if (algorithms.isEmpty() || algorithms.stream().distinct().count() != algorithms.size()) {
            throw new IllegalArgumentException(
                    "sip-digest-algorithms must name at least one algorithm, each once; got "
                            + algorithms);
        }
        if (minExpiresS > maxExpiresS) {
            throw new IllegalArgumentException(
                    "sip-min-expires-s must be at most sip-max-expires-s; got %d and %d"
                            .formatted(minExpiresS, maxExpiresS));
        }
    }

    /** Realm of passwords. */
    public String realm() {
        return domains.isEmpty() ? ANY_DOMAIN : domains.getFirst();
    }
}
