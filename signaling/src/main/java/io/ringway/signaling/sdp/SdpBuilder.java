package io.ringway.signaling.sdp;

/** Writes SDP line by line, each ended by CRLF (RFC 8866 §5). */
public final class SdpBuilder {

    private final StringBuilder text = new StringBuilder(2_048);

    /**
     * Adds a line.
     *
     * @throws IllegalArgumentException when the value would end its line early: a bug of the caller
     */
    public SdpBuilder line(char type, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == '\0') {
                throw new IllegalArgumentException(
                        "an SDP value must not contain CR, LF or NUL, got "
                                + SdpGrammar.quoted(value));
            }
        }
        text.append(type).append('=').append(value).append("\r\n");
        return this;
    }

    /** Adds {@code a=name}. */
    public SdpBuilder attribute(String name) {
        return line('a', name);
    }

    /** Adds {@code a=name:value}. */
    public SdpBuilder attribute(String name, String value) {
        return line('a', name + ":" + value);
    }

    /** Everything added so far. */
    public String build() {
        return text.toString();
    }
}
