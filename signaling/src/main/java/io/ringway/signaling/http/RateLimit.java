package io.ringway.signaling.http;

/**
 * A token bucket. Thread: one at a time; the caller passes the time in.
 *
 * <p>Starts full; {@code nowNs} must be monotonic.
 */
public final class RateLimit {

    private final double tokensPerNs;
    private final double burst;
    private double tokens;
    private long lastNs;

    /**
     * @param perSecond steady rate
     * @param burst what may be taken at once after a pause
     */
    public RateLimit(double perSecond, int burst, long nowNs) {
        this.tokensPerNs = perSecond / 1e9;
        this.burst = burst;
        this.tokens = burst;
        this.lastNs = nowNs;
    }

    /** Takes one token if there is one. */
    public boolean tryTake(long nowNs) {
        tokens = Math.min(burst, tokens + (nowNs - lastNs) * tokensPerNs);
        lastNs = nowNs;
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
