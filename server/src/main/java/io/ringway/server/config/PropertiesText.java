package io.ringway.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines {@code key=value} with the comments above them. Unlike {@link java.util.Properties} it
 * keeps comments, line numbers and order, knows no escapes, and refuses a line it cannot read.
 */
final class PropertiesText {

    /**
     * One assignment.
     *
     * @param line its line, from 1
     * @param room title of the last {@code # == title ==} above it, or empty
     * @param comment the comment lines directly above, without {@code #}, joined by newlines
     */
    record Entry(int line, String key, String value, String room, String comment) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<String> comment = new ArrayList<>();
    private String room = "";

    private PropertiesText() {}

    /**
     * @param name what to call the text in errors, e.g. its file
     * @throws ConfigurationException when a line is neither assignment nor comment, or a key comes
     *     twice
     */
    static List<Entry> parse(String name, List<String> lines) {
        PropertiesText text = new PropertiesText();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String problem = text.line(i + 1, lines.get(i).strip());
            if (!problem.isEmpty()) {
                problems.add(name + ":" + (i + 1) + ": " + problem);
            }
        }
        ConfigurationException.throwIfAny(problems);
        return List.copyOf(text.entries);
    }

    private String line(int number, String line) {
        if (line.isEmpty()) {
            comment.clear();
            return "";
        }
        if (line.startsWith("#")) {
            comment(line.substring(1).strip());
            return "";
        }
        int equals = line.indexOf('=');
        if (equals <= 0) {
            return "expected key=value or # comment, got '" + line + "'";
        }
        return assignment(number, line.substring(0, equals).strip(), line.substring(equals + 1));
    }

    private void comment(String line) {
        if (line.startsWith("== ") && line.endsWith(" ==")) {
            room = line.substring(3, line.length() - 3);
        } else {
            comment.add(line);
        }
    }

    private String assignment(int number, String key, String value) {
        for (Entry earlier : entries) {
            if (earlier.key().equals(key)) {
                return key + " is already set on line " + earlier.line();
            }
        }
        String comments = comment.stream().collect(Collectors.joining("\n"));
        entries.add(new Entry(number, key, value.strip(), room, comments));
        comment.clear();
        return "";
    }
}
