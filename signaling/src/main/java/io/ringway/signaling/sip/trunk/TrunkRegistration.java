package io.ringway.signaling.sip.trunk;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * When to register, for how long, and what comes of an answer (RFC 3261 §10.2). Refreshed at 75 to
 * 90 % of what was granted; after failures again in 5 s, 10 s, … up to 10 minutes, each up to half
 * as long again by chance, so that a provider that comes back is not met by all at once.
 * Retry-After is obeyed.
 *
 * <p>Touches no clock and no network. Thread: one at a time.
 */
final class TrunkRegistration {

    private static final long FIRST_RETRY_MS = 5_000;
    private static final long LONGEST_RETRY_MS = 600_000;
    private static final int LONGEST_RETRY_AFTER_S = 3_600;
    private static final int LONGEST_EXPIRES_S = 86_400;

    private final RandomGenerator random;
    private int expiresS;
    private int failures;
    private RegistrationState state;
    private String reason = "";
    private long sinceNs;
    private long dueNs;
    private long grantedUntilNs;

    TrunkRegistration(boolean wanted, int expiresS, RandomGenerator random, long nowNs) {
        this.random = random;
        this.expiresS = expiresS;
        this.state = wanted ? RegistrationState.TRYING : RegistrationState.OFF;
        this.sinceNs = nowNs;
        this.dueNs = nowNs;
    }

    RegistrationState state() {
        return state;
    }

    String reason() {
        return reason;
    }

    long sinceNs() {
        return sinceNs;
    }

    /** What to ask for; seconds. */
    int expiresS() {
        return expiresS;
    }

    /** Whether a request is to be sent now. */
    boolean due(long nowNs) {
        return state != RegistrationState.OFF && dueNs - nowNs <= 0;
    }

    /** A request was sent; nothing is due until its answer, or until nobody can expect one. */
    void sent(long nowNs, long patienceNs) {
        dueNs = nowNs + patienceNs;
    }

    /** 200: registered for that long. */
    void granted(int grantedS, long nowNs) {
        int seconds = Math.clamp(grantedS, 1, LONGEST_EXPIRES_S);
        long grantedNs = TimeUnit.SECONDS.toNanos(seconds);
        failures = 0;
        grantedUntilNs = nowNs + grantedNs;
        dueNs = nowNs + (long) (grantedNs * (0.75 + 0.15 * random.nextDouble()));
        become(RegistrationState.REGISTERED, "", nowNs);
    }

    /** 423: asks for longer; false when that makes no sense and counts as a failure. */
    boolean tooBrief(int minExpiresS, long nowNs) {
        if (minExpiresS <= expiresS || minExpiresS > LONGEST_EXPIRES_S) {
            failed("Min-Expires " + minExpiresS + " makes no sense", 0, nowNs);
            return false;
        }
        expiresS = minExpiresS;
        dueNs = nowNs;
        return true;
    }

    /**
     * Refused, or not answered.
     *
     * @param retryAfterS as the answer says; 0 when it does not
     */
    void failed(String why, int retryAfterS, long nowNs) {
        if (state == RegistrationState.OFF) {
            return;
        }
        long ms = FIRST_RETRY_MS << Math.min(failures, 16);
        failures++;
        long backOffMs = Math.min(ms, LONGEST_RETRY_MS);
        long jitteredMs = backOffMs + (long) (backOffMs * 0.5 * random.nextDouble());
        long askedMs = 1_000L * Math.clamp(retryAfterS, 0, LONGEST_RETRY_AFTER_S);
        dueNs = nowNs + TimeUnit.MILLISECONDS.toNanos(Math.max(jitteredMs, askedMs));
        // What was granted lasts, even if it could not be prolonged yet.
        boolean lasts = state == RegistrationState.REGISTERED && grantedUntilNs - dueNs > 0;
        if (!lasts) {
            become(RegistrationState.FAILING, why, nowNs);
        }
    }

    /** Another server may do better. */
    void retryNow(long nowNs) {
        dueNs = nowNs;
    }

    /** Taken back, or not wanted any more. */
    void off(long nowNs) {
        become(RegistrationState.OFF, "", nowNs);
    }

    private void become(RegistrationState next, String why, long nowNs) {
        if (state != next) {
            sinceNs = nowNs;
        }
        state = next;
        reason = why;
    }
}
