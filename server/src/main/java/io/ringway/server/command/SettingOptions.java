package io.ringway.server.command;

import io.ringway.server.config.Setting;
import io.ringway.server.config.SettingCatalog;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** One flag for every setting, with the help the defaults file gives. */
final class SettingOptions {

    private SettingOptions() {}

    static void addTo(CommandSpec spec, SettingCatalog catalog) {
        Map<String, ArgGroupSpec.Builder> rooms = new LinkedHashMap<>();
        for (Setting setting : catalog.settings()) {
            rooms.computeIfAbsent(setting.room(), room -> group(room, rooms.size()))
                    .addArg(option(setting));
        }
        rooms.values().forEach(room -> spec.addArgGroup(room.build()));
    }

    /** Values of flags that were given, by key. */
    static Map<String, String> given(ParseResult parsed, SettingCatalog catalog) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Setting setting : catalog.settings()) {
            OptionSpec option = parsed.matchedOption(setting.flag());
            if (option != null) {
                values.put(setting.key(), option.getValue());
            }
        }
        return values;
    }

    private static ArgGroupSpec.Builder group(String room, int order) {
        return ArgGroupSpec.builder()
                .heading("%n" + room + "%n")
                .order(order)
                .exclusive(false)
                .multiplicity("0..1")
                .validate(false);
    }

    private static OptionSpec option(Setting setting) {
        OptionSpec.Builder option =
                OptionSpec.builder(setting.flag())
                        .type(String.class)
                        .paramLabel(label(setting))
                        .description(escape(setting.description()), escape(range(setting)));
        return setting.isSwitch()
                ? option.arity("0..1").fallbackValue("true").build()
                : option.arity("1").build();
    }

    private static String range(Setting setting) {
        String byDefault =
                setting.defaultValue().isEmpty() ? "" : " (default " + setting.defaultValue() + ")";
        return setting.allowedText() + byDefault;
    }

    private static String label(Setting setting) {
        return setting.isSwitch() ? "true|false" : "VALUE";
    }

    private static String escape(String text) {
        return text.replace("%", "%%");
    }
}
