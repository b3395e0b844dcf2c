package io.ringway.signaling.sdp;

import java.util.Arrays;
import java.util.List;

/**
 * An {@code m=} line (RFC 8866 §5.14).
 *
 * @param kind {@code audio}, {@code video}, {@code application}, …
 * @param port 0 when the section is refused or switched off
 * @param protocol such as {@code UDP/TLS/RTP/SAVPF}
 * @param formats payload types for RTP; at least one
 */
public record MediaLine(String kind, int port, String protocol, List<String> formats) {

    public MediaLine {
        formats = List.copyOf(formats);
    }

    static MediaLine parse(SdpLine line) throws SdpException {
        String[] f = SdpGrammar.words(line.value());
        if (f.length < 4) {
            throw line.malformed(
                    "an m-line must read '<kind> <port> <protocol> <format> …', got "
                            + SdpGrammar.quoted(line.value()));
        }
        for (int i = 0; i < f.length; i++) {
            requireTokens(line, f[i]);
        }
        int slash = f[1].indexOf('/');
        String port = slash < 0 ? f[1] : f[1].substring(0, slash);
        return new MediaLine(
                f[0],
                (int) SdpGrammar.number(line, port, "port", 0, 65_535),
                f[2],
                Arrays.asList(f).subList(3, f.length));
    }

    /** Kind, protocol and a format are echoed in answers, so nothing but tokens gets in. */
    private static void requireTokens(SdpLine line, String field) throws SdpException {
        for (String part : field.split("/", -1)) {
            if (!SdpGrammar.isToken(part)) {
                throw line.malformed(
                        "an m-line is made of tokens and '/', got " + SdpGrammar.quoted(field));
            }
        }
    }

    /** The same line for a section that is not wanted (RFC 3264 §6): one format has to stay. */
    public MediaLine refused() {
        return new MediaLine(kind, 0, protocol, List.of(formats.getFirst()));
    }

    /** The value of an {@code m=} line. */
    public String toSdp() {
        return kind + " " + port + " " + protocol + " " + String.join(" ", formats);
    }
}
