package io.ringway.server.sip.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A SIPp scenario with its parts put in. A line {@code @NAME a b} stands for the resource {@code
 * sip/part/NAME}, in which {@code @1} and {@code @2} stand for the words behind the name and
 * {@code @*} for all of them; parts may have parts.
 */
final class ScenarioText {

    private static final int MAX_DEPTH = 5;

    private ScenarioText() {}

    /** The whole text of a resource below {@code sip/}. */
    static String of(String resource) throws IOException {
        return expand(read(resource), MAX_DEPTH);
    }

    private static String expand(String text, int depth) throws IOException {
        StringBuilder whole = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.strip().startsWith("@") && depth > 0) {
                whole.append(expand(part(line.strip()), depth - 1));
            } else {
                whole.append(line).append('\n');
            }
        }
        return whole.toString();
    }

    private static String part(String line) throws IOException {
        String[] words = line.substring(1).split("\\s+");
        String text = read("part/" + words[0]);
        for (int i = 1; i < words.length; i++) {
            text = text.replace("@" + i, words[i]);
        }
        return text.replace("@*", line.substring(1 + words[0].length()).strip());
    }

    private static String read(String resource) throws IOException {
        try (InputStream in = ScenarioText.class.getResourceAsStream("/sip/" + resource)) {
            if (in == null) {
                throw new IOException("no resource sip/" + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
