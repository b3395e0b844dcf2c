package io.ringway.signaling.sip.transport;

/** A number that messages of the same Call-ID share, found without parsing them. */
final class CallIdHash {

    private static final byte[] NAME = {'c', 'a', 'l', 'l', '-', 'i', 'd'};

    private CallIdHash() {}

    static int of(byte[] message) {
        for (int i = 1; i < message.length; i++) {
            if (message[i - 1] == '\n') {
                int colon = colonAfterName(message, i);
                if (colon > 0) {
                    return hashLine(message, colon + 1);
                }
            }
        }
        return 0;
    }

    /** The colon of a line that begins with the header's long or short name; else -1. */
    private static int colonAfterName(byte[] message, int start) {
        int at = start;
        if (lower(message[at]) == 'i') {
            at++;
        } else {
            for (byte letter : NAME) {
                if (at >= message.length || lower(message[at]) != letter) {
                    return -1;
                }
                at++;
            }
        }
        while (at < message.length && (message[at] == ' ' || message[at] == '\t')) {
            at++;
        }
        return at < message.length && message[at] == ':' ? at : -1;
    }

    private static int hashLine(byte[] message, int start) {
        int hash = 1;
        for (int i = start; i < message.length && message[i] != '\r' && message[i] != '\n'; i++) {
            if (message[i] != ' ' && message[i] != '\t') {
                hash = 31 * hash + message[i];
            }
        }
        return hash ^ (hash >>> 16);
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
}
