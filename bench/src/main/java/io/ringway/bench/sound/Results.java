package io.ringway.bench.sound;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All results of a run, by trace and receiver, in the order they were added. */
final class Results {

    private final Map<String, Map<String, Result>> byTrace = new LinkedHashMap<>();
    private final List<String> receivers = new ArrayList<>();

    void add(Result result) {
        byTrace.computeIfAbsent(result.trace(), _ -> new LinkedHashMap<>())
                .put(result.receiver(), result);
        if (!receivers.contains(result.receiver())) {
            receivers.add(result.receiver());
        }
    }

    List<String> traces() {
        return List.copyOf(byTrace.keySet());
    }

    List<String> receivers() {
        return List.copyOf(receivers);
    }

    @Nullable Result of(String trace, String receiver) {
        Map<String, Result> row = byTrace.get(trace);
        return row == null ? null : row.get(receiver);
    }

    List<Result> all() {
        return byTrace.values().stream().flatMap(row -> row.values().stream()).toList();
    }
}
