package io.ringway.signaling.sdp;

/**
 * The {@code o=} line (RFC 8866 §5.2). Id and version stay text: browsers use all 64 bits, others
 * more.
 */
public record Origin(
        String username,
        String sessionId,
        String sessionVersion,
        String networkType,
        String addressType,
        String address) {

    static Origin parse(SdpLine line) throws SdpException {
        String[] f = SdpGrammar.words(line.value());
        if (f.length != 6) {
            throw line.malformed(
                    "o= must read '<username> <session id> <version> IN IP4|IP6 <address>', got "
                            + SdpGrammar.quoted(line.value()));
        }
        return new Origin(f[0], f[1], f[2], f[3], f[4], f[5]);
    }

    /** The value of an {@code o=} line. */
    public String toSdp() {
        return String.join(
                " ", username, sessionId, sessionVersion, networkType, addressType, address);
    }
}
