package io.ringway.signaling.sdp;

/**
 * An {@code a=ssrc} line (RFC 5576 §4.1).
 *
 * @param ssrc as an unsigned value
 * @param name the source-level attribute, such as msid
 * @param value empty for a flag
 */
public record SsrcAttribute(long ssrc, String name, String value) {

    static SsrcAttribute parse(SdpLine line) throws SdpException {
        String text = line.attributeValue().strip();
        int space = text.indexOf(' ');
        if (space < 0) {
            throw line.malformed(
                    "a=ssrc must read '<ssrc> <attribute>[:<value>]', got "
                            + SdpGrammar.quoted(text));
        }
        String attribute = text.substring(space + 1).strip();
        int colon = attribute.indexOf(':');
        return new SsrcAttribute(
                SdpGrammar.number(line, text.substring(0, space), "SSRC", 0, 0xFFFF_FFFFL),
                colon < 0 ? attribute : attribute.substring(0, colon),
                colon < 0 ? "" : attribute.substring(colon + 1));
    }
}
