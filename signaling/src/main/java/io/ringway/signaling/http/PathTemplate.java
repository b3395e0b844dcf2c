package io.ringway.signaling.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A path with named segments, such as {@code /sessions/{id}/echo}. */
record PathTemplate(String text, List<String> segments) {

    static PathTemplate of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException(
                    "a path template starts with '/', got '" + text + "'");
        }
        return new PathTemplate(text, List.of(text.substring(1).split("/", -1)));
    }

    /** Values by name, or null when the path is another one. A named segment is never empty. */
    @Nullable Map<String, String> match(List<String> path) {
        if (path.size() != segments.size()) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            boolean named = segment.startsWith("{");
            if (named && !path.get(i).isEmpty()) {
                values.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return null;
            }
        }
        return values;
    }
}
