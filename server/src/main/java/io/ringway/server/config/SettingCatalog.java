package io.ringway.server.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All settings there are, in the order of the defaults file. Immutable. */
public final class SettingCatalog {

    private static final String DEFAULTS = "/ringway-defaults.properties";

    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private SettingCatalog(List<PropertiesText.Entry> entries) {
        for (PropertiesText.Entry entry : entries) {
            settings.put(entry.key(), Setting.of(entry));
        }
    }

    /** Reads the defaults file on the class path. */
    public static SettingCatalog load() {
        return new SettingCatalog(resource(DEFAULTS));
    }

    static List<PropertiesText.Entry> resource(String name) {
        try (InputStream stream = SettingCatalog.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return PropertiesText.parse(name.substring(1), reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    public List<Setting> settings() {
        return List.copyOf(settings.values());
    }

    Optional<Setting> find(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    /** What to say about a key that does not exist. */
    public String unknown(String key) {
        String guess =
                NearestKey.of(key, settings.keySet())
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("; ringway run --help lists all of them");
        return "unknown setting " + key + guess;
    }
}
