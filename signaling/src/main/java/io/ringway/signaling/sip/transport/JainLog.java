package io.ringway.signaling.sip.transport;

import gov.nist.core.CommonLogger;
import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where JAIN-SIP's own log goes: SLF4J's logger {@code jain-sip}, what its listener threw as
 * warnings. It must be in place before any of its classes is used, or those look for log4j. Public
 * for JAIN-SIP, which makes it by name.
 */
public final class JainLog implements StackLogger {

    private static final Logger LOG = LoggerFactory.getLogger("jain-sip");

    /** Takes JAIN-SIP's log over, of all stacks of this process. */
    static void install() {
        CommonLogger.useLegacyLogger = true;
        CommonLogger.legacyLogger = new JainLog();
    }

    @Override
    public boolean isLoggingEnabled() {
        return LOG.isDebugEnabled();
    }

    /** Its warnings and errors tell mostly of what others sent: they are debug output here. */
    @Override
    public boolean isLoggingEnabled(int level) {
        return switch (level) {
            case TRACE_FATAL -> LOG.isErrorEnabled();
            case TRACE_ERROR, TRACE_WARN -> LOG.isDebugEnabled();
            default -> LOG.isTraceEnabled();
        };
    }

    @Override
    public void logException(Throwable exception) {
        LOG.warn("a handler of a SIP event failed; going on", exception);
    }

    @Override
    public void logFatalError(String message) {
        LOG.error("{}", message);
    }

    @Override
    public void logError(String message) {
        LOG.debug("{}", message);
    }

    @Override
    public void logError(String message, Exception exception) {
        LOG.debug("{}", message, exception);
    }

    @Override
    public void logWarning(String message) {
        LOG.debug("{}", message);
    }

    @Override
    public void logInfo(String message) {
        LOG.trace("{}", message);
    }

    @Override
    public void logDebug(String message) {
        LOG.trace("{}", message);
    }

    @Override
    public void logDebug(String message, Exception exception) {
        LOG.trace("{}", message, exception);
    }

    @Override
    public void logTrace(String message) {
        LOG.trace("{}", message);
    }

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int level) {}

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String time) {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public String getLoggerName() {
        return LOG.getName();
    }
}
