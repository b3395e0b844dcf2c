package io.ringway.signaling.route;

import java.util.List;

/**
 * Brings numbers into one shape before rules see them: visual separators and parameters go, then
 * the first {@code normalize} line whose prefix fits replaces it.
 */
record NumberRewrite(List<Prefix> prefixes) {

    /** {@code normalize FROM -> TO}. */
    record Prefix(String from, String to) {

        static Prefix parse(String from, String to) {
            boolean digits = from.matches("[0-9+*#]{1,16}");
            if (!digits || !to.matches("[0-9+*#]{0,16}")) {
                throw new RuleException(
                        "'normalize %s -> %s': write prefixes of numbers, like normalize 00 -> +"
                                .formatted(from, to));
            }
            return new Prefix(from, to);
        }
    }

    NumberRewrite {
        prefixes = List.copyOf(prefixes);
    }

    /** A called or calling party as rules compare it. */
    String apply(String party) {
        String plain = separatorsRemoved(party);
        if (!number(plain)) {
            return party;
        }
        for (Prefix prefix : prefixes) {
            if (plain.startsWith(prefix.from())) {
                return prefix.to() + plain.substring(prefix.from().length());
            }
        }
        return plain;
    }

    /** RFC 3966 §5.1.1: separators have no meaning; parameters start at a semicolon. */
    private static String separatorsRemoved(String party) {
        int parameters = party.indexOf(';');
        String number = parameters < 0 ? party : party.substring(0, parameters);
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < number.length(); i++) {
            if ("-.() ".indexOf(number.charAt(i)) < 0) {
                plain.append(number.charAt(i));
            }
        }
        return plain.toString();
    }

    private static boolean number(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c != '*' && c != '#' && (c != '+' || i > 0)) {
                return false;
            }
        }
        return digits > 0;
    }
}
