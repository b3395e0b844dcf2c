package io.ringway.server.logging;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Leads what libraries log by java.util.logging (gRPC, ice4j) into the one log there is. */
final class JavaLoggingBridge extends Handler {

    private static final SimpleFormatter FORMAT = new SimpleFormatter();

    private JavaLoggingBridge() {}

    /** Replaces every handler; only warnings and worse pass, as for all libraries. */
    static void install() {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(new JavaLoggingBridge());
    }

    @Override
    public void publish(LogRecord event) {
        String name = event.getLoggerName() == null ? "java" : event.getLoggerName();
        org.slf4j.Logger log = LoggerFactory.getLogger(name);
        boolean severe = event.getLevel().intValue() >= Level.SEVERE.intValue();
        LoggingEventBuilder line = severe ? log.atError() : log.atWarn();
        line.setCause(event.getThrown()).log(FORMAT.formatMessage(event));
    }

    @Override
    public void flush() {
        // Standard error is not buffered.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
