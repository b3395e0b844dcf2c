package io.ringway.signaling.route;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Destination;
import java.util.List;

/**
 * How a call would be routed.
 *
 * @param parties as the rules saw them
 * @param trials rules in order, up to the one that fits
 * @param destination where the call goes
 */
public record RouteExplanation(
        CallParties parties, List<RouteTrial> trials, Destination destination) {

    public RouteExplanation {
        trials = List.copyOf(trials);
    }
}
