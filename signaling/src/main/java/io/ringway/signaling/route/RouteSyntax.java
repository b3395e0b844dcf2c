package io.ringway.signaling.route;

import io.ringway.signaling.call.DialTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads lines of rules, collecting every problem there is. */
final class RouteSyntax {

    private static final String ARROW = "->";
    private static final String NORMALIZE = "normalize ";
    private static final int MAX_RULES = 10_000;
    private static final int MAX_LINE = 4_096;

    private final String name;
    private final RouteNames names;
    private final ActionSyntax actions;
    private final List<RouteRule> rules = new ArrayList<>();
    private final List<NumberRewrite.Prefix> prefixes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    RouteSyntax(String name, RouteNames names) {
        this.name = name;
        this.names = names;
        this.actions = new ActionSyntax(names);
    }

    RouteTable parse(List<String> lines) throws RouteSyntaxException {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                read(name + ":" + (i + 1), line);
            }
        }
        if (rules.size() > MAX_RULES) {
            problems.add(name + ": more than " + MAX_RULES + " rules");
        }
        if (!problems.isEmpty()) {
            throw new RouteSyntaxException(problems);
        }
        return new RouteTable(rules, new NumberRewrite(prefixes));
    }

    private void read(String place, String line) {
        try {
            int arrow = line.indexOf(ARROW);
            if (line.length() > MAX_LINE || arrow < 0 || line.indexOf(ARROW, arrow + 2) >= 0) {
                throw new RuleException("a rule is CONDITION… -> ACTION…, like to:echo -> echo");
            }
            String left = line.substring(0, arrow).strip();
            String right = line.substring(arrow + ARROW.length()).strip();
            if (left.startsWith(NORMALIZE)) {
                String from = left.substring(NORMALIZE.length()).strip();
                prefixes.add(NumberRewrite.Prefix.parse(from, right));
            } else {
                rules.add(rule(place, line, words(left), words(right)));
            }
        } catch (RuleException e) {
            problems.add(place + ": " + e.getMessage());
        }
    }

    private RouteRule rule(String place, String line, List<String> left, List<String> right) {
        if (left.isEmpty()) {
            throw new RuleException("nothing stands left of ->; write * for every call");
        }
        List<Condition> conditions = new ArrayList<>();
        for (String word : left.equals(List.of("*")) ? List.<String>of() : left) {
            if (word.indexOf(':') <= 0) {
                throw new RuleException("'%s': did you mean to:%s?".formatted(word, word));
            }
            conditions.add(Condition.parse(word, names));
        }
        RouteRule rule = new RouteRule(place, line, conditions, actions.parse(right));
        requireCallerToPay(rule);
        return rule;
    }

    /** A stranger's call that goes out at our cost has to be somebody's decision. */
    private static void requireCallerToPay(RouteRule rule) {
        boolean costs =
                rule.action() instanceof RouteAction.Dial dial
                        && dial.targets().stream().anyMatch(RouteSyntax::leadsOutside);
        boolean decided =
                rule.conditions().stream()
                        .anyMatch(condition -> condition.field() == Condition.Field.VIA);
        if (costs && !decided) {
            throw new RuleException(
                    "anybody could call out at your cost; add via:user:*,agent:* for those who"
                            + " registered, via:trunk:NAME for a trunk, via:* if you mean anybody");
        }
    }

    private static boolean leadsOutside(RouteAction.Target target) {
        return target instanceof RouteAction.Target.BehindTrunk
                || (target instanceof RouteAction.Target.Fixed fixed
                        && fixed.target() instanceof DialTarget.Uri);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\\s+"));
    }
}
