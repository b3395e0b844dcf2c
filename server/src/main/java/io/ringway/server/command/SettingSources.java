package io.ringway.server.command;

import io.ringway.server.config.SettingCatalog;
import io.ringway.server.config.SettingLayers;
import io.ringway.server.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where settings come from, in the one order there is: preset, file, environment, flags. */
final class SettingSources {

    private static final Path USUAL_FILE = Path.of("ringway.properties");

    private final SettingCatalog catalog;
    private final Map<String, String> environment;

    SettingSources(SettingCatalog catalog, Map<String, String> environment) {
        this.catalog = catalog;
        this.environment = environment;
    }

    /**
     * @param preset lays a command's own values over the defaults
     * @param named the file that was asked for; null for RINGWAY_CONFIG's or the usual one
     * @param flags by key
     */
    Settings resolve(
            Consumer<SettingLayers> preset, @Nullable Path named, Map<String, String> flags) {
        SettingLayers layers = new SettingLayers(catalog);
        preset.accept(layers);
        Path file = named == null ? usualFile() : named;
        if (file != null) {
            layers.file(file);
        }
        layers.environment(environment);
        layers.flags(flags);
        return layers.resolve();
    }

    private @Nullable Path usualFile() {
        String named = environment.getOrDefault("RINGWAY_CONFIG", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        return Files.exists(USUAL_FILE) ? USUAL_FILE : null;
    }
}
