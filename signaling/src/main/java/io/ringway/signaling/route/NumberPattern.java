package io.ringway.signaling.route;

import java.util.ArrayList;
import java.util.List;

/**
 * A telephone number with open digits. No state, no backtracking: each element takes one character.
 *
 * @param elements what each of the first characters may be
 * @param rest how many more digits there may be
 */
record NumberPattern(String text, List<String> elements, Rest rest) implements Pattern {

    /** What may follow. */
    enum Rest {
        NOTHING,
        SOME,
        ANY
    }

    private static final String DIGITS = "0123456789";
    private static final String KEYS = DIGITS + "+*#";
    private static final int MAX_ELEMENTS = 64;

    /** Whether a text can only be meant as a number. */
    static boolean looksLike(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '[') {
                i = Math.max(i, text.indexOf(']', i));
            } else if ((KEYS + "XZN.!]").indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    static NumberPattern parse(String text) {
        List<String> elements = new ArrayList<>();
        Rest rest = Rest.NOTHING;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean last = i == text.length() - 1;
            if (c == '.' || c == '!') {
                if (!last) {
                    throw new RuleException(
                            "'%s': %c stands for further digits and must come last, like 4930."
                                    .formatted(text, c));
                }
                rest = c == '.' ? Rest.SOME : Rest.ANY;
            } else if (c == '[') {
                int end = text.indexOf(']', i);
                elements.add(set(text, i + 1, end));
                i = end;
            } else {
                elements.add(element(text, c));
            }
        }
        if (elements.size() > MAX_ELEMENTS) {
            throw new RuleException("'" + text + "' is longer than any number");
        }
        return new NumberPattern(text, List.copyOf(elements), rest);
    }

    private static String element(String text, char c) {
        return switch (c) {
            case 'X' -> DIGITS;
            case 'Z' -> DIGITS.substring(1);
            case 'N' -> DIGITS.substring(2);
            case ']' -> throw new RuleException("'" + text + "': ] without [");
            default -> String.valueOf(c);
        };
    }

    private static String set(String text, int start, int end) {
        StringBuilder members = new StringBuilder();
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean range = i + 2 < end && text.charAt(i + 1) == '-';
            char to = range ? text.charAt(i + 2) : c;
            if (KEYS.indexOf(c) < 0 || KEYS.indexOf(to) < 0 || to < c) {
                throw new RuleException(badSet(text));
            }
            for (char member = c; member <= to; member++) {
                members.append(member);
            }
            i += range ? 2 : 0;
        }
        if (members.isEmpty()) {
            throw new RuleException(badSet(text));
        }
        return members.toString();
    }

    private static String badSet(String text) {
        return "'" + text + "': a set is digits and ranges of digits, like [2-57]";
    }

    @Override
    public boolean matches(String number) {
        int further = number.length() - elements.size();
        boolean length =
                switch (rest) {
                    case NOTHING -> further == 0;
                    case SOME -> further > 0;
                    case ANY -> further >= 0;
                };
        if (!length) {
            return false;
        }
        for (int i = 0; i < number.length(); i++) {
            String allowed = i < elements.size() ? elements.get(i) : KEYS;
            if (allowed.indexOf(number.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
