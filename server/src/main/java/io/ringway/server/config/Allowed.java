package io.ringway.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an "Allowed:" line permits: words, at most one range of integers, at most one form.
 *
 * @param text the line as written, e.g. {@code auto, or 1 to 64}
 * @param words values taken literally; the empty string when the line says {@code empty}
 */
record Allowed(String text, List<String> words, @Nullable Range range, @Nullable Form form) {

    /** Integers from {@code min} to {@code max}, both included. */
    record Range(long min, long max) {

        boolean contains(String value) {
            if (!value.matches("\\d{1,18}")) {
                return false;
            }
            long number = Long.parseLong(value);
            return number >= min && number <= max;
        }
    }

    private static final Pattern RANGE = Pattern.compile("(\\d+) to (\\d+)");

    static Allowed parse(String text) {
        List<String> words = new ArrayList<>();
        Range range = null;
        Form form = null;
        for (String part : text.split(", (or )?")) {
            Matcher bounds = RANGE.matcher(part);
            Form named = formOf(part);
            if (bounds.matches()) {
                range = new Range(Long.parseLong(bounds.group(1)), Long.parseLong(bounds.group(2)));
            } else if (named != null) {
                form = named;
            } else {
                words.add(part.equals("empty") ? "" : part);
            }
        }
        return new Allowed(text, List.copyOf(words), range, form);
    }

    boolean accepts(String value) {
        return words.contains(value)
                || (range != null && range.contains(value))
                || (form != null && form.accepts(value));
    }

    /** Whether the values are just {@code true} and {@code false}, perhaps with another word. */
    boolean isSwitch() {
        return words.contains("true");
    }

    /** What a value has to be, for errors. */
    String expected() {
        if (form != null) {
            return text + form.example();
        }
        boolean choice = range == null && words.size() > 1;
        return choice ? "one of " + text : text;
    }

    private static @Nullable Form formOf(String part) {
        for (Form form : Form.values()) {
            if (form.title().equals(part)) {
                return form;
            }
        }
        return null;
    }
}
