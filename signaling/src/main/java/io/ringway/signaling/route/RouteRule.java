package io.ringway.signaling.route;

import io.ringway.signaling.call.CallParties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the rules.
 *
 * @param place file and line
 * @param text as it was written
 * @param conditions all of which must hold; none for a rule that always fits
 */
record RouteRule(String place, String text, List<Condition> conditions, RouteAction action) {

    RouteRule {
        conditions = List.copyOf(conditions);
    }

    /** The first condition that does not hold; null when the rule fits. */
    @Nullable Condition unmet(CallParties parties) {
        for (Condition condition : conditions) {
            if (!condition.holds(parties)) {
                return condition;
            }
        }
        return null;
    }
}
