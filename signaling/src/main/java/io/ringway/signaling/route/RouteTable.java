package io.ringway.signaling.route;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.CallRouter;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules in order, of which the first that fits decides; a call no rule fits is refused as not
 * found. Immutable. Thread: any; does not block.
 */
public final class RouteTable implements CallRouter {

    /** What is done without rules of one's own. */
    public static final List<String> DEFAULT_RULES =
            List.of(
                    "to:echo -> echo",
                    "to:speech -> speech",
                    "to:@users -> user",
                    "* -> refuse:not-found");

    private static final Destination NO_RULE =
            new Destination.Refuse(new Cause(Cause.Kind.NOT_FOUND, "no rule fits"));

    private final List<RouteRule> rules;
    private final NumberRewrite numbers;

    RouteTable(List<RouteRule> rules, NumberRewrite numbers) {
        this.rules = List.copyOf(rules);
        this.numbers = numbers;
    }

    /**
     * Reads rules.
     *
     * @param name what to call the lines in problems, e.g. their file
     * @throws RouteSyntaxException when any of them cannot be used
     */
    public static RouteTable parse(String name, List<String> lines, RouteNames names)
            throws RouteSyntaxException {
        return new RouteSyntax(name, names).parse(lines);
    }

    @Override
    public Destination route(CallParties parties) {
        CallParties seen = normalized(parties);
        for (RouteRule rule : rules) {
            if (rule.unmet(seen) == null) {
                return rule.action().destination(seen);
            }
        }
        return NO_RULE;
    }

    /** The same, with every rule that was tried. */
    public RouteExplanation explain(CallParties parties) {
        CallParties seen = normalized(parties);
        List<RouteTrial> trials = new ArrayList<>();
        for (RouteRule rule : rules) {
            Condition unmet = rule.unmet(seen);
            if (unmet == null) {
                trials.add(new RouteTrial(rule.place(), rule.text(), true, ""));
                return new RouteExplanation(seen, trials, rule.action().destination(seen));
            }
            trials.add(new RouteTrial(rule.place(), rule.text(), false, unmet.refusal(seen)));
        }
        return new RouteExplanation(seen, trials, NO_RULE);
    }

    /** Whether there is a rule that asks for recordings. */
    public boolean records() {
        return rules.stream().anyMatch(rule -> rule.action().records());
    }

    private CallParties normalized(CallParties parties) {
        return new CallParties(
                numbers.apply(parties.caller()),
                parties.callerName(),
                numbers.apply(parties.called()),
                parties.domain(),
                parties.via(),
                parties.hops(),
                parties.redirections());
    }
}
