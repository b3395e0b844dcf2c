package io.ringway.server.config;

/**
 * A setting as it came out.
 *
 * @param origin where the value came from, e.g. {@code default}, {@code environment PORT}, {@code
 *     flag --http-port}
 */
public record SettingValue(Setting setting, String value, String origin) {}
