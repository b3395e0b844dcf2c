package io.ringway.signaling.sip.registrar;

import java.util.Set;

/**
 * What registrations may look like.
 *
 * @param domains hosts of Request-URIs that are this registrar, in lower case; empty for any
 * @param minExpiresS shorter ones are told 423; seconds
 * @param usualExpiresS given to those who ask for nothing; seconds
 * @param maxExpiresS longer ones are shortened; seconds
 * @param maxContacts contacts of one user
 * @param maxBindings contacts of all users
 * @param pingIntervalS how often phones behind NAT on UDP get an OPTIONS; 0 for never; seconds
 */
public record RegistrarSettings(
        Set<String> domains,
        int minExpiresS,
        int usualExpiresS,
        int maxExpiresS,
        int maxContacts,
        int maxBindings,
        int pingIntervalS) {

    public RegistrarSettings {
        domains = Set.copyOf(domains);
        if (minExpiresS < 1 || usualExpiresS < minExpiresS || maxExpiresS < usualExpiresS) {
            throw new IllegalArgumentException(
                    "expiry must grow from the least to the usual to the longest; got %d, %d, %d"
                            .formatted(minExpiresS, usualExpiresS, maxExpiresS));
        }
        if (maxContacts < 1 || maxBindings < 1 || pingIntervalS < 0) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** A minute to two hours, ten contacts a user, a ping every 25 s. */
    public static RegistrarSettings defaults() {
        return new RegistrarSettings(Set.of(), 60, 3_600, 7_200, 10, 100_000, 25);
    }
}
