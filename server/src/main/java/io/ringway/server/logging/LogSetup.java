package io.ringway.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.ringway.server.config.LogSettings;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** Puts log settings into force for the whole process; the last call wins. */
public final class LogSetup {

    /** Set by the launcher when standard error is a terminal. */
    static final String TERMINAL_PROPERTY = "ringway.stderr.terminal";

    private LogSetup() {}

    public static void apply(LogSettings settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        install(context, settings);
        JavaLoggingBridge.install();
    }

    static void install(LoggerContext context, LogSettings settings) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender(context, layout(settings.format())));
        context.getLogger("io.ringway").setLevel(Level.valueOf(settings.level().name()));
    }

    private static Layout<ILoggingEvent> layout(LogSettings.Format format) {
        boolean terminal = Boolean.getBoolean(TERMINAL_PROPERTY);
        return switch (format) {
            case JSON -> new JsonLayout();
            case TEXT -> new TextLayout(terminal && System.getenv("NO_COLOR") == null);
            case AUTO -> layout(terminal ? LogSettings.Format.TEXT : LogSettings.Format.JSON);
        };
    }

    private static ConsoleAppender<ILoggingEvent> appender(
            LoggerContext context, Layout<ILoggingEvent> layout) {
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
