package io.ringway.signaling.sip.auth;

import java.util.List;

/**
 * How credentials are asked for.
 *
 * @param realm told to clients; part of every password's hash
 * @param algorithms offered, the preferred first; each once
 * @param integrity whether {@code auth-int} is offered besides {@code auth}
 * @param nonceLifetimeMs a nonce older than this is stale
 * @param maxNonces nonces whose counts are remembered
 * @param maxFailures wrong passwords of one source within a window; then 403
 * @param failureWindowMs length of that window
 * @param maxFailureSources sources whose failures are remembered
 */
public record DigestSettings(
        String realm,
        List<DigestAlgorithm> algorithms,
        boolean integrity,
        long nonceLifetimeMs,
        int maxNonces,
        int maxFailures,
        long failureWindowMs,
        int maxFailureSources) {

    public DigestSettings {
        algorithms = List.copyOf(algorithms);
        if (realm.isBlank() || realm.matches(".*[\"\\\\\\p{Cntrl}].*")) {
            throw new IllegalArgumentException("not a realm: '" + realm + "'");
        }
        if (algorithms.isEmpty() || algorithms.stream().distinct().count() != algorithms.size()) {
            throw new IllegalArgumentException(
                    "algorithms must be at least one, each once; got " + algorithms);
        }
        if (nonceLifetimeMs < 1 || maxNonces < 1 || maxFailures < 1 || maxFailureSources < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** SHA-256 before MD5, five minutes a nonce, ten wrong passwords a minute. */
    public static DigestSettings defaults(String realm) {
        return new DigestSettings(
                realm,
                List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
                false,
                300_000,
                65_536,
                10,
                60_000,
                16_384);
    }
}
