package io.ringway.signaling.sdp;

import org.jspecify.annotations.Nullable;

/**
 * An {@code a=fmtp} line (RFC 8866 §6.15).
 *
 * @param text everything after the payload type, in whatever form the codec defines
 */
public record FormatParameters(int payloadType, String text) {

    static FormatParameters parse(SdpLine line) throws SdpException {
        String value = line.attributeValue().strip();
        int space = value.indexOf(' ');
        if (space < 0) {
            throw line.malformed(
                    "a=fmtp must read '<payload type> <parameters>', got "
                            + SdpGrammar.quoted(value));
        }
        return new FormatParameters(
                (int) SdpGrammar.number(line, value.substring(0, space), "payload type", 0, 127),
                value.substring(space + 1).strip());
    }

    /** The value of {@code key=value} among parameters parted by semicolons, null when absent. */
    public @Nullable String value(String key) {
        for (String parameter : text.split(";")) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase(key)) {
                return parameter.substring(equals + 1).strip();
            }
        }
        return null;
    }

    /** Whether a flag such as {@code useinbandfec} is 1. */
    public boolean isSet(String key) {
        return "1".equals(value(key));
    }
}
