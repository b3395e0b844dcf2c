package io.ringway.signaling.http;

/** The check every numeric setting passes once, at start. */
public final class Range {

    private Range() {}

    /**
     * @param setting its key as the operator writes it
     * @throws IllegalArgumentException naming the setting, its range and the value found
     */
    public static void check(String setting, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    setting + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
