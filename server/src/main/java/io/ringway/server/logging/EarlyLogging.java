package io.ringway.server.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.ringway.server.config.LogSettings;

/**
 * What is in force before settings are read, in place of Logback's own default of everything at
 * debug level. Found by Logback through {@link java.util.ServiceLoader}.
 */
public final class EarlyLogging extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LogSetup.install(context, new LogSettings(LogSettings.Format.AUTO, LogSettings.Level.WARN));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
