package io.ringway.signaling.sdp;

/**
 * An {@code a=msid} line (RFC 8830 §2).
 *
 * @param stream the MediaStream's id; {@code -} for a track without one
 * @param track the track's id; empty when left out
 */
public record MediaStreamId(String stream, String track) {

    static MediaStreamId parse(SdpLine line) throws SdpException {
        String[] f = SdpGrammar.words(line.attributeValue());
        if (f.length == 0 || f.length > 2) {
            throw line.malformed(
                    "a=msid must read '<stream> [<track>]', got "
                            + SdpGrammar.quoted(line.attributeValue()));
        }
        return new MediaStreamId(f[0], f.length == 2 ? f[1] : "");
    }

    /** The value of an {@code a=msid} line. */
    public String toSdp() {
        return track.isEmpty() ? stream : stream + " " + track;
    }
}
