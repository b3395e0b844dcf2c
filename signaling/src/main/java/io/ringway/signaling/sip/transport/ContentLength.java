package io.ringway.signaling.sip.transport;

/** How long a body is said to be, read from a message's head as it came (RFC 3261 §20.14). */
final class ContentLength {

    /** The header is missing. */
    static final int MISSING = -1;

    /** It is no number, a negative one, or there are two that differ. */
    static final int BAD = -2;

    private static final byte[] NAME = {
        'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h'
    };

    private ContentLength() {}

    /**
     * Reads it.
     *
     * @param headEnd index behind the last header line
     * @return the length, no more than {@link Integer#MAX_VALUE}, or one of the constants
     */
    static int of(byte[] message, int headEnd) {
        int found = MISSING;
        for (int line = nextLine(message, 0, headEnd);
                line < headEnd;
                line = nextLine(message, line, headEnd)) {
            int colon = colonAfterName(message, line, headEnd);
            if (colon < 0) {
                continue;
            }
            int value = number(message, colon + 1, headEnd);
            if (value == BAD || (found != MISSING && found != value)) {
                return BAD;
            }
            found = value;
        }
        return found;
    }

    private static int nextLine(byte[] message, int from, int end) {
        int at = from;
        while (at < end && message[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private static int colonAfterName(byte[] message, int start, int end) {
        int at = start;
        if (lower(message[at]) == 'l') {
            at++;
        } else {
            for (byte letter : NAME) {
                if (at >= end || lower(message[at]) != letter) {
                    return -1;
                }
                at++;
            }
        }
        at = skipBlank(message, at, end);
        return at < end && message[at] == ':' ? at : -1;
    }

    /** Digits to the line's end, blanks and folds around them. */
    private static int number(byte[] message, int start, int end) {
        int at = skipBlank(message, start, end);
        long value = 0;
        int digits = 0;
        while (at < end && message[at] >= '0' && message[at] <= '9') {
            value = Math.min(Integer.MAX_VALUE, value * 10 + (message[at] - '0'));
            digits++;
            at++;
        }
        at = skipBlank(message, at, end);
        boolean whole = at >= end || message[at] == '\r' || message[at] == '\n';
        return digits > 0 && whole ? (int) value : BAD;
    }

    private static int skipBlank(byte[] message, int start, int end) {
        int at = start;
        while (at < end) {
            if (message[at] == ' ' || message[at] == '\t') {
                at++;
            } else if (isFold(message, at, end)) {
                at += 3;
            } else {
                break;
            }
        }
        return at;
    }

    private static boolean isFold(byte[] message, int at, int end) {
        return at + 2 < end
                && message[at] == '\r'
                && message[at + 1] == '\n'
                && (message[at + 2] == ' ' || message[at + 2] == '\t');
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
}
