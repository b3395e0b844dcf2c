package io.ringway.signaling.sdp;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * An {@code a=group} line (RFC 5888 §5).
 *
 * @param semantics {@code BUNDLE}, {@code LS}, …
 * @param mids the sections of the group in its order, each once; may be empty
 */
public record SdpGroup(String semantics, List<String> mids) {

    public SdpGroup {
        mids = List.copyOf(new LinkedHashSet<>(mids));
    }

    static SdpGroup parse(SdpLine line) throws SdpException {
        String[] f = SdpGrammar.words(line.attributeValue());
        if (f.length == 0) {
            throw line.malformed("a=group must read '<semantics> <mid> …'");
        }
        return new SdpGroup(f[0], Arrays.asList(f).subList(1, f.length));
    }

    /** Whether its sections share one transport (RFC 8843). */
    public boolean isBundle() {
        return semantics.equals("BUNDLE");
    }
}
