package io.ringway.server.config;

import java.io.PrintWriter;

/** Prints every setting with its value and where that came from: {@code --print-config}. */
public final class ConfigurationTable {

    private ConfigurationTable() {}

    /** Room by room, in columns; every line but the headings is {@code key = value (origin)}. */
    public static void print(Settings settings, PrintWriter out) {
        int keyWidth = 0;
        int valueWidth = 0;
        for (SettingValue value : settings.all()) {
            keyWidth = Math.max(keyWidth, value.setting().key().length());
            valueWidth = Math.max(valueWidth, value.value().length());
        }
        String row = "%-" + keyWidth + "s = %-" + Math.min(40, valueWidth) + "s (%s)%n";
        String room = "";
        for (SettingValue value : settings.all()) {
            if (!value.setting().room().equals(room)) {
                out.printf(
                        "%s# %s%n",
                        room.isEmpty() ? "" : System.lineSeparator(), value.setting().room());
                room = value.setting().room();
            }
            out.printf(row, value.setting().key(), value.value(), value.origin());
        }
    }
}
