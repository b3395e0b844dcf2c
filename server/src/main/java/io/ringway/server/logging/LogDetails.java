package io.ringway.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.event.KeyValuePair;

/**
 * What an event says besides its message.
 *
 * @param component package of the logger below {@code io.ringway}, or whole if it is not ours
 * @param context class of the logger
 * @param pairs details: the thread's context first, then the event's own pairs
 */
record LogDetails(String component, String context, Map<String, String> pairs) {

    private static final String OURS = "io.ringway.";

    static LogDetails of(ILoggingEvent event) {
        String logger = event.getLoggerName();
        String local = logger.startsWith(OURS) ? logger.substring(OURS.length()) : logger;
        int dot = local.lastIndexOf('.');
        Map<String, String> pairs = new LinkedHashMap<>(new TreeMap<>(event.getMDCPropertyMap()));
        List<KeyValuePair> own = event.getKeyValuePairs();
        if (own != null) {
            own.forEach(pair -> pairs.put(pair.key, String.valueOf(pair.value)));
        }
        return new LogDetails(
                dot < 0 ? "" : local.substring(0, dot), local.substring(dot + 1), pairs);
    }
}
