package io.ringway.signaling.http;

/** One header line of a response. */
public record Header(String name, String value) {

    public Header {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("header " + name + " must be a single line");
        }
    }
}
