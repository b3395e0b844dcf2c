package io.ringway.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Every setting's one value, already known to be allowed, read by type. Immutable. */
public final class Settings {

    private final Map<String, SettingValue> values;

    Settings(Map<String, SettingValue> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /** All of them, in the order of the defaults file. */
    public List<SettingValue> all() {
        return List.copyOf(values.values());
    }

    String text(String key) {
        SettingValue value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("no setting " + key + " in the defaults file");
        }
        return value.value();
    }

    int number(String key) {
        return Integer.parseInt(text(key));
    }

    /** Empty when the value is {@code auto}. */
    OptionalInt numberOrAuto(String key) {
        return text(key).equals("auto") ? OptionalInt.empty() : OptionalInt.of(number(key));
    }

    /** Empty when the value is {@code off}. */
    OptionalInt numberOrOff(String key) {
        return text(key).equals("off") ? OptionalInt.empty() : OptionalInt.of(number(key));
    }

    boolean on(String key) {
        return Boolean.parseBoolean(text(key));
    }

    /** A setting in milliseconds, in nanoseconds. */
    long durationNs(String key) {
        return TimeUnit.MILLISECONDS.toNanos(Long.parseLong(text(key)));
    }

    /** The constant a kebab-case word names. */
    <E extends Enum<E>> E word(String key, Class<E> type) {
        return Enum.valueOf(type, text(key).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    List<String> list(String key) {
        return text(key).isEmpty()
                ? List.of()
                : Arrays.stream(text(key).split(",")).map(String::strip).toList();
    }

    Path path(String key) {
        return Path.of(text(key));
    }

    Optional<Path> optionalPath(String key) {
        return text(key).isEmpty() ? Optional.empty() : Optional.of(path(key));
    }

    Optional<URI> optionalUri(String key) {
        return text(key).isEmpty() ? Optional.empty() : Optional.of(URI.create(text(key)));
    }
}
