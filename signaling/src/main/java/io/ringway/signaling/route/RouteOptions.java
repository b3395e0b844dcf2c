package io.ringway.signaling.route;

import io.ringway.signaling.call.Cause;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words behind a rule's action. Whoever takes one says so, so that none goes unnoticed. */
final class RouteOptions {

    private static final Set<String> FLAGS = Set.of("parallel", "record");
    private static final Set<String> VALUED = Set.of("ring", "strip", "prefix", "cause");
    private static final int USUAL_RING_MS = 60_000;
    private static final int MAX_RING_S = 600;
    private static final int MAX_STRIP = 32;

    private final Map<String, String> given = new HashMap<>();

    RouteOptions(List<String> words) {
        for (String word : words) {
            int colon = word.indexOf(':');
            String name = colon < 0 ? word : word.substring(0, colon);
            if (!(colon < 0 ? FLAGS : VALUED).contains(name)) {
                throw new RuleException(
                        "'%s' is no option; there are ring:20s, parallel, record, strip:2, prefix:0, cause:busy"
                                .formatted(word));
            }
            if (given.put(name, word.substring(colon + 1)) != null) {
                throw new RuleException("'" + name + "' comes twice");
            }
        }
    }

    boolean takeFlag(String name) {
        return given.remove(name) != null;
    }

    int takeRingMs() {
        String value = given.remove("ring");
        if (value == null) {
            return USUAL_RING_MS;
        }
        if (!value.matches("\\d{1,3}s") || number(value) < 1 || number(value) > MAX_RING_S) {
            throw new RuleException("'ring:" + value + "': write 1 to 600 seconds, like ring:20s");
        }
        return number(value) * 1_000;
    }

    private static int number(String seconds) {
        return Integer.parseInt(seconds.substring(0, seconds.length() - 1));
    }

    int takeStrip() {
        String value = given.remove("strip");
        if (value == null) {
            return 0;
        }
        if (!value.matches("\\d{1,2}") || Integer.parseInt(value) > MAX_STRIP) {
            throw new RuleException("'strip:" + value + "': write 0 to 32 digits, like strip:2");
        }
        return Integer.parseInt(value);
    }

    String takePrefix() {
        String value = given.remove("prefix");
        if (value == null) {
            return "";
        }
        if (!value.matches("[0-9+*#]{1,32}")) {
            throw new RuleException("'prefix:" + value + "': write digits, like prefix:0 or +49");
        }
        return value;
    }

    @Nullable Cause takeCause() {
        String value = given.remove("cause");
        return value == null ? null : RouteAction.cause(value);
    }

    /** Refuses what nobody took. */
    void requireNoneLeft(String action) {
        if (!given.isEmpty()) {
            String rest = String.join(", ", given.keySet().stream().sorted().toList());
            throw new RuleException("%s means nothing to '%s'".formatted(rest, action));
        }
    }
}
