package io.ringway.signaling.sip.transport;

import java.util.ArrayList;
import java.util.List;

/**
 * Commas and semicolons that separate, and those that do not: within quotes, angle brackets and
 * comments they are text (RFC 3261 §25.1).
 */
final class ListSyntax {

    private ListSyntax() {}

    /** Cuts at each separator that is one. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<' || c == '>') {
                bracketed = c == '<';
            } else if (c == separator && !bracketed) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(Math.min(start, text.length())));
        return parts;
    }

    /** Whether every quoted string and angle bracket that begins ends. */
    static boolean isBalanced(String text) {
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<' || c == '>') {
                if (bracketed == (c == '<')) {
                    return false;
                }
                bracketed = c == '<';
            }
        }
        return !quoted && !bracketed;
    }

    /** Commas and opening parentheses, wherever they are: what a parser may spend its time on. */
    static int weight(String text) {
        int weight = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '(') {
                weight++;
            }
        }
        return weight;
    }

    /** Whether there is a control character that no backslash escapes. */
    static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped = i > 0 && text.charAt(i - 1) == '\\';
            boolean control = c < ' ' && c != '\t';
            if ((control || c == 0x7F) && !escaped) {
                return true;
            }
        }
        return false;
    }
}
