package io.ringway.signaling.sdp;

/**
 * An {@code a=rtcp-fb} line (RFC 4585 §4.2).
 *
 * @param payloadType a payload type, or {@code *} for all
 * @param kind such as {@code nack pli} or {@code transport-cc}
 */
public record RtcpFeedback(String payloadType, String kind) {

    static RtcpFeedback parse(SdpLine line) throws SdpException {
        String value = line.attributeValue().strip();
        int space = value.indexOf(' ');
        if (space < 0) {
            throw line.malformed(
                    "a=rtcp-fb must read '<payload type>|* <kind>', got "
                            + SdpGrammar.quoted(value));
        }
        String payloadType = value.substring(0, space);
        if (!payloadType.equals("*")) {
            SdpGrammar.number(line, payloadType, "payload type", 0, 127);
        }
        return new RtcpFeedback(payloadType, value.substring(space + 1).strip());
    }
}
