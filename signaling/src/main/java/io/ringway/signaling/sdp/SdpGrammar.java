package io.ringway.signaling.sdp;

/** The lexical rules that several lines share (RFC 8866 §9). */
public final class SdpGrammar {

    private static final int CLIPPED_CHARS = 60;

    /** RFC 4568 §6.1. */
    private static final String KEY_PREFIX = "inline:";

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`{|}~";

    private SdpGrammar() {}

    /** Whether it is a {@code token}: what mids, kinds, formats and attribute names are made of. */
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isAlphanumeric(text.charAt(i)) && TOKEN_MARKS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isAlphanumeric(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The parts between runs of spaces, none of them empty; no part for an empty text. */
    public static String[] words(String text) {
        String trimmed = text.strip();
        return trimmed.isEmpty() ? new String[0] : trimmed.split(" +");
    }

    /** Reads a decimal number, or says on which line it is wrong and what it has to be. */
    public static long number(SdpLine line, String text, String what, long min, long max)
            throws SdpException {
        long value = decimal(text);
        if (value < min || value > max) {
            throw line.malformed(
                    what
                            + " must be a number from "
                            + min
                            + " to "
                            + max
                            + ", got "
                            + quoted(text));
        }
        return value;
    }

    /** Up to 18 digits; −1 for anything else. */
    public static long decimal(String text) {
        if (text.isEmpty() || text.length() > 18) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
        }
        return Long.parseLong(text);
    }

    /** A stranger's text made fit for an error message: short, printable, in quotes. */
    public static String quoted(String text) {
        return "'" + clipped(text) + "'";
    }

    /** The same without quotes; what follows {@code inline:} is a key and is never repeated. */
    public static String clipped(String text) {
        int key = text.indexOf(KEY_PREFIX);
        int shown = key < 0 ? CLIPPED_CHARS : Math.min(CLIPPED_CHARS, key + KEY_PREFIX.length());
        int length = Math.min(text.length(), shown);
        StringBuilder clean = new StringBuilder(length + 1);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            clean.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return length < text.length() ? clean.append('…').toString() : clean.toString();
    }
}
