package io.ringway.signaling.sdp;

/**
 * An {@code a=extmap} line (RFC 8285 §5); its extension attributes are left out.
 *
 * @param id 1 to 14 in one-byte headers, up to 255 in two-byte ones
 * @param direction of the side that says so; sendrecv when it does not say
 */
public record HeaderExtension(int id, MediaDirection direction, String uri) {

    /** Which section a packet belongs to (RFC 9143 §15, first RFC 8843). */
    public static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";

    /** How loud a packet is (RFC 6464). */
    public static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

    /** The last id that fits the one-byte form, the only one every receiver takes. */
    static final int MAX_ONE_BYTE_ID = 14;

    static HeaderExtension parse(SdpLine line) throws SdpException {
        String[] f = SdpGrammar.words(line.attributeValue());
        if (f.length < 2) {
            throw line.malformed(
                    "a=extmap must read '<id>[/<direction>] <uri>', got "
                            + SdpGrammar.quoted(line.attributeValue()));
        }
        int slash = f[0].indexOf('/');
        String id = slash < 0 ? f[0] : f[0].substring(0, slash);
        MediaDirection direction =
                slash < 0
                        ? MediaDirection.SENDRECV
                        : MediaDirection.named(f[0].substring(slash + 1));
        if (direction == null) {
            throw line.malformed(
                    "an extmap's direction must be sendrecv, sendonly, recvonly or inactive, got "
                            + SdpGrammar.quoted(f[0]));
        }
        return new HeaderExtension(
                (int) SdpGrammar.number(line, id, "extension id", 1, 65_535), direction, f[1]);
    }

    /** The value of an {@code a=extmap} line. */
    public String toSdp() {
        return direction == MediaDirection.SENDRECV
                ? id + " " + uri
                : id + "/" + direction.sdpName() + " " + uri;
    }
}
