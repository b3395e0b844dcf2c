package io.ringway.signaling.route;

import io.ringway.signaling.call.CallParties;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What must hold for a rule to fit.
 *
 * @param field what of a call is looked at
 * @param patterns one of which has to match, unless one of the users does
 * @param users names that match besides; empty unless {@code @users} was written
 * @param text as it was written
 */
record Condition(Field field, List<Pattern> patterns, Set<String> users, String text) {

    /** What of a call rules look at. */
    enum Field {
        TO,
        FROM,
        DOMAIN,
        VIA;

        String of(CallParties parties) {
            return switch (this) {
                case TO -> parties.called();
                case FROM -> parties.caller();
                case DOMAIN -> parties.domain();
                case VIA -> parties.via().isEmpty() ? ANONYMOUS : parties.via();
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String ANONYMOUS = "anonymous";
    private static final String USERS = "@users";
    private static final int MAX_PATTERNS = 256;

    /** Reads {@code to:…}; the text is known to have a colon. */
    static Condition parse(String text, RouteNames names) {
        int colon = text.indexOf(':');
        Field field = field(text, text.substring(0, colon));
        List<Pattern> patterns = new ArrayList<>();
        Set<String> users = Set.of();
        String[] words = text.substring(colon + 1).split(",", -1);
        if (words.length > MAX_PATTERNS) {
            throw new RuleException("more than " + MAX_PATTERNS + " patterns; split the rule");
        }
        for (String word : words) {
            if (word.equals(USERS) && (field == Field.TO || field == Field.FROM)) {
                users = names.users();
            } else {
                patterns.add(pattern(field, word, names));
            }
        }
        return new Condition(field, List.copyOf(patterns), users, text);
    }

    private static Field field(String text, String word) {
        for (Field field : Field.values()) {
            if (field.word().equals(word)) {
                return field;
            }
        }
        throw new RuleException(
                "'" + text + "' is no condition; write to:, from:, domain: or via:, or * for all");
    }

    private static Pattern pattern(Field field, String word, RouteNames names) {
        boolean whole = !word.contains("*");
        if (field == Field.VIA && whole) {
            if (word.startsWith("trunk:")) {
                names.requireTrunk(word.substring("trunk:".length()));
            } else if (word.startsWith("user:")) {
                names.requireUser(word.substring("user:".length()));
            } else if (!word.startsWith("agent:") && !word.equals(ANONYMOUS)) {
                throw new RuleException(
                        "'via:%s': write trunk:NAME, user:NAME, agent:NAME, anonymous, or * in a name"
                                .formatted(word));
            }
        }
        boolean maybeNumber = field == Field.TO || field == Field.FROM || word.isEmpty();
        return maybeNumber ? Pattern.parse(word) : NamePattern.parse(word);
    }

    boolean holds(CallParties parties) {
        String value = field.of(parties);
        return users.contains(value)
                || patterns.stream().anyMatch(pattern -> pattern.matches(value));
    }

    /** Why it does not. */
    String refusal(CallParties parties) {
        return "%s is '%s', which is not %s"
                .formatted(
                        field.word(),
                        field.of(parties),
                        text.substring(text.indexOf(':') + 1).replace(",", " or "));
    }
}
