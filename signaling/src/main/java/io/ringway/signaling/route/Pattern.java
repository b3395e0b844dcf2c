package io.ringway.signaling.route;

/**
 * What a number, a name or a domain is compared with.
 *
 * <ul>
 *   <li>Letters {@code X}, {@code Z}, {@code N}, sets {@code [2-57]}, digits and {@code + * #}
 *       only: a <b>number</b> of that many digits, where {@code X} is 0–9, {@code Z} 1–9, {@code N}
 *       2–9; {@code .} at the end is one or more further digits, {@code !} any number of them.
 *   <li>Anything else: a <b>name</b>, equal but for case; {@code *} in it is any text.
 * </ul>
 */
sealed interface Pattern permits NumberPattern, NamePattern {

    /** Whether that fits; in time proportional to both lengths. */
    boolean matches(String text);

    /** As it was written. */
    String text();

    /**
     * Reads a pattern.
     *
     * @throws RuleException when it is neither
     */
    static Pattern parse(String text) {
        if (text.isEmpty()) {
            throw new RuleException("a pattern is missing; write one like 4930XXX. or sales");
        }
        if (!text.equals("*") && NumberPattern.looksLike(text)) {
            return NumberPattern.parse(text);
        }
        if (text.indexOf('[') >= 0 || text.indexOf(']') >= 0) {
            throw new RuleException(
                    "'" + text + "': a set is digits and ranges of digits, like [2-57]");
        }
        return NamePattern.parse(text);
    }
}
