package io.ringway.signaling.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of one level, the session's or an m-line's own, with attributes found by name. */
public final class SdpLines {

    private final List<SdpLine> all;
    private final Map<String, List<SdpLine>> attributes = new HashMap<>();

    SdpLines(List<SdpLine> lines) {
        all = List.copyOf(lines);
        for (SdpLine line : all) {
            if (line.type() == 'a') {
                attributes
                        .computeIfAbsent(line.attributeName(), name -> new ArrayList<>(2))
                        .add(line);
            }
        }
    }

    /** Every line in the order it came, unknown ones included. */
    public List<SdpLine> all() {
        return all;
    }

    /** The first line of a type, null when there is none. */
    public @Nullable SdpLine first(char type) {
        for (SdpLine line : all) {
            if (line.type() == type) {
                return line;
            }
        }
        return null;
    }

    /** All attribute lines of a name, in order; names are case-sensitive (RFC 8866 §6). */
    public List<SdpLine> attributes(String name) {
        List<SdpLine> found = attributes.get(name);
        return found == null ? List.of() : List.copyOf(found);
    }

    /** The first attribute line of a name, null when there is none. */
    public @Nullable SdpLine attribute(String name) {
        List<SdpLine> found = attributes.get(name);
        return found == null ? null : found.getFirst();
    }

    public boolean has(String name) {
        return attributes.containsKey(name);
    }

    void appendTo(StringBuilder text) {
        all.forEach(text::append);
    }
}
