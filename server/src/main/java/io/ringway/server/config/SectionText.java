package io.ringway.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sections {@code [name]} of lines {@code key=value}, with comments from {@code #}: what there are
 * several of, such as users and trunks. Every problem is collected with its line.
 */
public final class SectionText {

    /**
     * One section.
     *
     * @param place file and line of its heading
     * @param values by key, in order
     */
    public record Section(String place, String name, Map<String, String> values) {

        /** A value; another one when the key is missing. */
        public String value(String key, String otherwise) {
            return values.getOrDefault(key, otherwise);
        }
    }

    private final String file;
    private final Set<String> keys;
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private boolean inSection;
    private Section current = new Section("", "", Map.of());

    private SectionText(String file, Set<String> keys) {
        this.file = file;
        this.keys = keys;
    }

    /**
     * Reads sections.
     *
     * @param file what to call the lines in problems
     * @param keys all that may occur
     * @throws ConfigurationException when a line is none of these, a key unknown, or something
     *     comes twice
     */
    public static List<Section> parse(String file, List<String> lines, Set<String> keys) {
        SectionText text = new SectionText(file, keys);
        for (int i = 0; i < lines.size(); i++) {
            text.line(file + ":" + (i + 1), lines.get(i).strip());
        }
        ConfigurationException.throwIfAny(text.problems);
        return List.copyOf(text.sections.values());
    }

    private void line(String place, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("[") && line.endsWith("]")) {
            section(place, line.substring(1, line.length() - 1).strip());
            return;
        }
        int equals = line.indexOf('=');
        if (equals <= 0) {
            problems.add(place + ": expected [name], key=value or # comment, got '" + line + "'");
            return;
        }
        value(place, line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }

    private void section(String place, String name) {
        inSection = true;
        current = new Section(place, name, new LinkedHashMap<>());
        Section namesake = sections.putIfAbsent(name, current);
        if (namesake != null) {
            problems.add(place + ": [" + name + "] is already at " + namesake.place());
        }
    }

    private void value(String place, String key, String value) {
        if (!inSection) {
            problems.add(place + ": " + key + " stands before the first [name] of " + file);
        } else if (!keys.contains(key)) {
            String guess =
                    NearestKey.of(key, keys)
                            .map(nearest -> "; did you mean " + nearest + "?")
                            .orElse("; there are " + String.join(", ", keys));
            problems.add(place + ": unknown key " + key + guess);
        } else if (current.values().putIfAbsent(key, value) != null) {
            problems.add(place + ": " + key + " is set twice in [" + current.name() + "]");
        }
    }
}
