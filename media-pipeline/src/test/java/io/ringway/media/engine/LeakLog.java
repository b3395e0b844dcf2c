package io.ringway.media.engine;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Hears what Netty's leak detector has to say while it is open. */
final class LeakLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final String DETECTOR = "io.netty.util.ResourceLeakDetector";

    private final List<String> leaks = new CopyOnWriteArrayList<>();
    private final Logger logger;

    private LeakLog(Logger logger) {
        this.logger = logger;
    }

    static LeakLog open() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        LeakLog log = new LeakLog(context.getLogger(DETECTOR));
        log.setContext(context);
        log.start();
        log.logger.addAppender(log);
        return log;
    }

    List<String> leaks() {
        return leaks;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            leaks.add(event.getFormattedMessage());
        }
    }

    @Override
    public void close() {
        logger.detachAppender(this);
    }
}
