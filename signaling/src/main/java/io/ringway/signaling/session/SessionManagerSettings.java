package io.ringway.signaling.session;

import io.ringway.signaling.http.Range;
import java.net.URI;

/**
 * How the external session manager is called.
 *
 * @param base such as {@code http://localhost:8000}; {@code /sessions} is appended
 * @param connectTimeoutMs for the TCP connection
 * @param requestTimeoutMs for a whole call, answer included
 * @param attempts tries of what may be retried, the first included
 * @param firstBackoffMs pause before the second try; doubles from try to try
 * @param breakerFailures consecutive failures after which it is left alone
 * @param breakerOpenMs how long it is left alone
 * @param maxCalls calls under way at once; more wait for one to end, up to the request time-out
 * @param maxWaiting calls that may wait so; more fail at once
 * @param maxGoodbyes ends of sessions kept to be told later, when they could not be told at once
 */
public record SessionManagerSettings(
        URI base,
        int connectTimeoutMs,
        int requestTimeoutMs,
        int attempts,
        int firstBackoffMs,
        int breakerFailures,
        int breakerOpenMs,
        int maxCalls,
        int maxWaiting,
        int maxGoodbyes) {

    public SessionManagerSettings {
        String scheme = String.valueOf(base.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "the session manager's endpoint must be an http or https URL, got '"
                            + base
                            + "'");
        }
        Range.check("session-manager connect-timeout-ms", connectTimeoutMs, 10, 60_000);
        Range.check("session-manager request-timeout-ms", requestTimeoutMs, 10, 60_000);
        Range.check("session-manager attempts", attempts, 1, 10);
        Range.check("session-manager first-backoff-ms", firstBackoffMs, 1, 10_000);
        Range.check("session-manager breaker-failures", breakerFailures, 1, 1_000);
        Range.check("session-manager breaker-open-ms", breakerOpenMs, 10, 600_000);
        Range.check("session-manager max-calls", maxCalls, 1, 10_000);
        Range.check("session-manager max-waiting", maxWaiting, 0, 100_000);
        Range.check("session-manager max-goodbyes", maxGoodbyes, 1, 10_000_000);
    }

    public static SessionManagerSettings of(URI base) {
        return new SessionManagerSettings(base, 1_000, 3_000, 3, 100, 5, 5_000, 64, 512, 100_000);
    }
}
