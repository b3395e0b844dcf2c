package io.ringway.signaling.call;

import io.ringway.signaling.call.machine.CallRules;
import io.ringway.signaling.http.Range;

/**
 * Limits of all calls together, and the rules of each.
 *
 * @param maxCalls calls at once, 1 to 1,000,000; more are refused
 * @param queueCapacity signals of one call that may wait, 10 to 100,000; what exceeds them is
 *     dropped unless it is the end of something
 * @param statisticsTimeoutMs how long the last line about a call waits for figures of its bridges
 */
public record CallSettings(
        CallRules rules, int maxCalls, int queueCapacity, int statisticsTimeoutMs) {

    public CallSettings {
        Range.check("max-calls", maxCalls, 1, 1_000_000);
        Range.check("call-queue-capacity", queueCapacity, 10, 100_000);
        Range.check("call-statistics-timeout-ms", statisticsTimeoutMs, 10, 60_000);
    }

    /** Ten thousand calls by the usual rules. */
    public static CallSettings defaults() {
        return new CallSettings(CallRules.defaults(), 10_000, 1_000, 1_000);
    }
}
