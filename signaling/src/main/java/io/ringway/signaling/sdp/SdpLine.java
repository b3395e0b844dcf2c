package io.ringway.signaling.sdp;

/**
 * One line, kept as it came.
 *
 * @param number counted from 1
 * @param type the letter before {@code =}
 * @param value everything after {@code =}
 * @param ending {@code \r\n} or {@code \n}; empty when the text ends without one
 */
public record SdpLine(int number, char type, String value, String ending) {

    /**
     * Name of an attribute line ({@code a=name} or {@code a=name:value}); empty for other types.
     */
    public String attributeName() {
        if (type != 'a') {
            return "";
        }
        int colon = value.indexOf(':');
        return colon < 0 ? value : value.substring(0, colon);
    }

    /** What follows the colon of an attribute line; empty for a flag. */
    public String attributeValue() {
        int colon = type == 'a' ? value.indexOf(':') : -1;
        return colon < 0 ? "" : value.substring(colon + 1);
    }

    /** An error that points here. */
    public SdpException malformed(String message) {
        return SdpException.malformed(number, message);
    }

    /** The line as it came, with its ending. */
    @Override
    public String toString() {
        return type + "=" + value + ending;
    }
}
