package io.ringway.signaling.route;

/**
 * A rule that was tried on a call.
 *
 * @param place file and line of the rule
 * @param rule as it was written
 * @param matched whether it fits; then it is the last one tried
 * @param why which condition did not hold; empty when all did
 */
public record RouteTrial(String place, String rule, boolean matched, String why) {}
