package io.ringway.server.config;

import java.util.List;
import java.util.Locale;

/**
 * One thing that can be configured.
 *
 * @param key kebab-case, with the unit at its end where it has one
 * @param defaultValue as the defaults file has it
 * @param room heading it stands under
 * @param description what it does, one paragraph
 */
public record Setting(
        String key, String defaultValue, String room, String description, Allowed allowed) {

    private static final String ALLOWED = "Allowed: ";

    static Setting of(PropertiesText.Entry entry) {
        List<String> lines = entry.comment().lines().toList();
        if (lines.size() < 2 || !lines.getLast().startsWith(ALLOWED)) {
            throw new IllegalStateException(entry.key() + " lacks a description or Allowed: line");
        }
        return new Setting(
                entry.key(),
                entry.value(),
                entry.room(),
                String.join(" ", lines.subList(0, lines.size() - 1)),
                Allowed.parse(lines.getLast().substring(ALLOWED.length())));
    }

    /** The flag, {@code --http-port}. */
    public String flag() {
        return "--" + key;
    }

    /** The variable, {@code RINGWAY_HTTP_PORT}. */
    public String environmentName() {
        return EnvironmentNames.PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Whether the flag may stand without a value and then means {@code true}. */
    public boolean isSwitch() {
        return allowed.isSwitch();
    }

    /** What values it takes, as the defaults file words it. */
    public String allowedText() {
        return allowed.text();
    }
}
