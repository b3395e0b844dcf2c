package io.ringway.signaling.sdp;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into lines within limits, losing nothing: CRLF and LF are kept as they came. */
final class SdpLineReader {

    /**
     * A text in lines.
     *
     * @param trailer blank lines after the last one, as they came
     */
    record Text(List<SdpLine> lines, String trailer) {}

    private final String text;
    private final SdpLimits limits;
    private final List<SdpLine> lines = new ArrayList<>();
    private int position;

    private SdpLineReader(String text, SdpLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    static Text read(String text, SdpLimits limits) throws SdpException {
        if (text.length() > limits.maxLengthChars()) {
            throw SdpException.tooLarge(
                    0,
                    "the description has "
                            + text.length()
                            + " characters; at most "
                            + limits.maxLengthChars()
                            + " are taken");
        }
        return new SdpLineReader(text, limits).read();
    }

    private Text read() throws SdpException {
        while (position < text.length() && !restIsBlank()) {
            if (lines.size() == limits.maxLines()) {
                throw SdpException.tooLarge(
                        lines.size() + 1, "at most " + limits.maxLines() + " lines are taken");
            }
            lines.add(next());
        }
        if (lines.isEmpty()) {
            throw SdpException.malformed(
                    0, "there is no line at all; SDP is lines of '<letter>=<value>'");
        }
        return new Text(List.copyOf(lines), text.substring(position));
    }

    /** Only looks further than one character when a line starts with its own end. */
    private boolean restIsBlank() {
        for (int i = position; i < text.length(); i++) {
            if (text.charAt(i) != '\r' && text.charAt(i) != '\n') {
                return false;
            }
        }
        return true;
    }

    private SdpLine next() throws SdpException {
        int newline = text.indexOf('\n', position);
        int next = newline < 0 ? text.length() : newline + 1;
        int end = newline < 0 ? text.length() : newline;
        if (newline > position && text.charAt(newline - 1) == '\r') {
            end--;
        }
        int number = lines.size() + 1;
        if (end - position > limits.maxLineLengthChars()) {
            throw SdpException.tooLarge(
                    number,
                    "a line may have at most " + limits.maxLineLengthChars() + " characters");
        }
        String line = text.substring(position, end);
        requireWellFormed(number, line);
        String ending = text.substring(end, next);
        position = next;
        return new SdpLine(number, line.charAt(0), line.substring(2), ending);
    }

    private static void requireWellFormed(int number, String line) throws SdpException {
        boolean typed = line.length() >= 2 && line.charAt(1) == '=' && isLetter(line.charAt(0));
        if (!typed) {
            throw SdpException.malformed(
                    number, "a line must read '<letter>=<value>', got " + SdpGrammar.quoted(line));
        }
        if (line.indexOf('\0') >= 0 || line.indexOf('\r') >= 0) {
            throw SdpException.malformed(
                    number, "a value must not contain NUL or a carriage return of its own");
        }
    }

    private static boolean isLetter(char c) {
        return SdpGrammar.isAlphanumeric(c) && !SdpGrammar.isDigit(c);
    }
}
