package io.ringway.server.config;

/**
 * What is logged and how.
 *
 * @param level of Ringway's own loggers
 */
public record LogSettings(Format format, Level level) {

    /** Text for people, JSON for machines. */
    public enum Format {
        AUTO,
        TEXT,
        JSON
    }

    /** Least severe level that is written. */
    public enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR,
        OFF
    }
}
