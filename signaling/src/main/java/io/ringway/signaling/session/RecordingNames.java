package io.ringway.signaling.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which recording belongs to which session; the oldest are forgotten. Thread: any. */
final class RecordingNames {

    private final int max;
    private final Map<String, String> names = new LinkedHashMap<>();

    RecordingNames(int max) {
        this.max = max;
    }

    synchronized void put(String sessionId, String name) {
        names.put(sessionId, name);
        if (names.size() > max) {
            names.remove(names.keySet().iterator().next());
        }
    }

    synchronized @Nullable String find(String sessionId) {
        return names.get(sessionId);
    }
}
