package io.ringway.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * {@code 10:15:02.123 INFO media.dtls/Handshake message call=ab3f}. Control characters, which may
 * come from the network, are shown as escapes, so that nobody else writes lines or moves the
 * cursor.
 */
final class TextLayout extends LayoutBase<ILoggingEvent> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private static final String RESET = "\u001b[0m";
    private static final String GREY = "\u001b[90m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";

    private final boolean colour;

    TextLayout(boolean colour) {
        this.colour = colour;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        LogDetails details = LogDetails.of(event);
        StringBuilder line = new StringBuilder(160);
        painted(line, GREY, TIME.format(event.getInstant())).append(' ');
        painted(line, colourOf(event.getLevel()), "%-5s".formatted(event.getLevel())).append(' ');
        painted(line, GREY, details.component() + '/' + details.context()).append(' ');
        printable(line, event.getFormattedMessage());
        details.pairs()
                .forEach(
                        (key, value) ->
                                printable(line.append(' ').append(key).append('='), quoted(value)));
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return line.toString();
    }

    private StringBuilder painted(StringBuilder line, String paint, String text) {
        return colour && !paint.isEmpty()
                ? line.append(paint).append(text).append(RESET)
                : line.append(text);
    }

    private static String colourOf(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            return RED;
        }
        return level.isGreaterOrEqual(Level.WARN) ? YELLOW : "";
    }

    private static String quoted(String value) {
        return value.isEmpty() || value.indexOf(' ') >= 0 ? '"' + value + '"' : value;
    }

    private static void printable(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                line.append("\\u%04x".formatted((int) c));
            } else {
                line.append(c);
            }
        }
    }
}
