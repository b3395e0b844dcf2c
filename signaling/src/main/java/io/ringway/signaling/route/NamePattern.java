package io.ringway.signaling.route;

import java.util.Locale;

/**
 * A name, in which {@code *} is any text. Matching goes back to the last {@code *} only, which is
 * enough: an earlier one never has to take more.
 *
 * @param folded in lower case
 */
record NamePattern(String text, String folded) implements Pattern {

    private static final int MAX_LENGTH = 256;

    static NamePattern parse(String text) {
        if (text.length() > MAX_LENGTH || text.chars().anyMatch(c -> c <= ' ' || c == '"')) {
            throw new RuleException("'" + text + "' is neither a number pattern nor a name");
        }
        return new NamePattern(text, text.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean matches(String name) {
        String other = name.toLowerCase(Locale.ROOT);
        int pattern = 0;
        int at = 0;
        int star = -1;
        int resume = 0;
        while (at < other.length()) {
            boolean inside = pattern < folded.length();
            if (inside && folded.charAt(pattern) == '*') {
                star = pattern++;
                resume = at;
            } else if (inside && folded.charAt(pattern) == other.charAt(at)) {
                pattern++;
                at++;
            } else if (star >= 0) {
                pattern = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (pattern < folded.length() && folded.charAt(pattern) == '*') {
            pattern++;
        }
        return pattern == folded.length();
    }
}
