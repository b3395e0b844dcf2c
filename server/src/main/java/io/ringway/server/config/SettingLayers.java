package io.ringway.server.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays sources of settings over each other: each call wins over those before it. Keys nobody knows
 * and values that are not allowed are collected and reported together.
 */
public final class SettingLayers {

    private final SettingCatalog catalog;
    private final Map<String, SettingValue> values = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** Starts from the defaults. */
    public SettingLayers(SettingCatalog catalog) {
        this.catalog = catalog;
        for (Setting setting : catalog.settings()) {
            values.put(setting.key(), new SettingValue(setting, setting.defaultValue(), "default"));
        }
    }

    /** The command's own values, from a resource. */
    public void preset(String resource, String origin) {
        for (PropertiesText.Entry entry : SettingCatalog.resource(resource)) {
            set(entry.key(), entry.value(), origin);
        }
    }

    /** A user's file. */
    public void file(Path file) {
        try {
            for (PropertiesText.Entry entry :
                    PropertiesText.parse(file.toString(), Files.readAllLines(file))) {
                set(entry.key(), entry.value(), file + ":" + entry.line());
            }
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
        } catch (NoSuchFileException _) {
            problems.add("configuration file " + file + " does not exist; name one that does");
        } catch (MalformedInputException _) {
            problems.add("configuration file " + file + " is not UTF-8 text");
        } catch (IOException e) {
            problems.add("configuration file " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** The environment; variables that are empty are not there. */
    public void environment(Map<String, String> environment) {
        for (Setting setting : catalog.settings()) {
            for (String name : EnvironmentNames.of(setting).reversed()) {
                String value = environment.getOrDefault(name, "");
                if (!value.isEmpty()) {
                    set(setting.key(), value.strip(), "environment " + name);
                }
            }
        }
        environment.forEach(this::reportIfUnknown);
    }

    private void reportIfUnknown(String name, String value) {
        if (EnvironmentNames.claimsToBeSetting(name, value)
                && catalog.find(EnvironmentNames.keyOf(name)).isEmpty()) {
            problems.add(
                    catalog.unknown(EnvironmentNames.keyOf(name)) + " (environment " + name + ")");
        }
    }

    /** Flags by key, without their dashes. */
    public void flags(Map<String, String> flags) {
        flags.forEach((key, value) -> set(key, value.strip(), "flag --" + key));
    }

    /**
     * The outcome.
     *
     * @throws ConfigurationException naming every problem there was
     */
    public Settings resolve() {
        List<String> all = new ArrayList<>(problems);
        for (SettingValue value : values.values()) {
            Allowed allowed = value.setting().allowed();
            if (!allowed.accepts(value.value())) {
                all.add(refusal(value, allowed));
            }
        }
        ConfigurationException.throwIfAny(all);
        return new Settings(values);
    }

    private static String refusal(SettingValue value, Allowed allowed) {
        return "%s must be %s; got '%s' (%s)"
                .formatted(
                        value.setting().key(), allowed.expected(), value.value(), value.origin());
    }

    private void set(String key, String value, String origin) {
        catalog.find(key)
                .ifPresentOrElse(
                        setting -> values.put(key, new SettingValue(setting, value, origin)),
                        () -> problems.add(catalog.unknown(key) + " (" + origin + ")"));
    }
}
