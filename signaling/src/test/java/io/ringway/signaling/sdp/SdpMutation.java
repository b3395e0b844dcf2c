package io.ringway.signaling.sdp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a bad network, a bad implementation or a bad person makes of a description. */
public final class SdpMutation {

    private static final String ALPHABET = "\r\n\0 :=/;,-0123456789abcxyzAMVOao\u00e9\ud83d";

    private final Random random;

    public SdpMutation(Random random) {
        this.random = random;
    }

    /** A text with one to four things wrong with it. */
    public String of(String text) {
        String result = text;
        for (int i = random.nextInt(4); i >= 0; i--) {
            result =
                    switch (random.nextInt(6)) {
                        case 0 -> swapLines(result);
                        case 1 -> repeatOrDropLine(result);
                        case 2 -> result.substring(0, at(result));
                        case 3 -> splice(result, Integer.toString(random.nextInt()));
                        case 4 -> splice(result, result.substring(at(result), result.length()));
                        default -> changeCharacters(result);
                    };
        }
        return result;
    }

    private int at(String text) {
        return random.nextInt(text.length() + 1);
    }

    private static List<String> linesOf(String text) {
        return new ArrayList<>(List.of(text.split("(?<=\n)", -1)));
    }

    private String swapLines(String text) {
        List<String> lines = linesOf(text);
        Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
        return String.join("", lines);
    }

    private String repeatOrDropLine(String text) {
        List<String> lines = linesOf(text);
        int index = random.nextInt(lines.size());
        if (random.nextBoolean()) {
            lines.remove(index);
        } else {
            lines.add(index, lines.get(index).repeat(1 + random.nextInt(40)));
        }
        return String.join("", lines);
    }

    private String splice(String text, String other) {
        int start = at(text);
        return text.substring(0, start)
                + other.substring(0, Math.min(other.length(), 2_000))
                + text.substring(Math.min(text.length(), start + random.nextInt(8)));
    }

    private String changeCharacters(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 1 + random.nextInt(5); i > 0 && !changed.isEmpty(); i--) {
            char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            changed.setCharAt(random.nextInt(changed.length()), c);
        }
        return changed.toString();
    }
}
