package io.ringway.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** One JSON object a line. */
final class JsonLayout extends LayoutBase<ILoggingEvent> {

    private final JsonFactory json = new JsonFactory();

    @Override
    public String doLayout(ILoggingEvent event) {
        StringWriter line = new StringWriter(256);
        try (JsonGenerator out = json.createGenerator(line)) {
            write(event, out);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be written", e);
        }
        return line.append('\n').toString();
    }

    private static void write(ILoggingEvent event, JsonGenerator out) throws IOException {
        LogDetails details = LogDetails.of(event);
        out.writeStartObject();
        out.writeStringField("time", event.getInstant().toString());
        out.writeStringField("level", event.getLevel().toString());
        out.writeStringField("component", details.component());
        out.writeStringField("context", details.context());
        out.writeStringField("thread", event.getThreadName());
        out.writeStringField("message", event.getFormattedMessage());
        out.writeObjectFieldStart("details");
        for (Map.Entry<String, String> pair : details.pairs().entrySet()) {
            out.writeStringField(pair.getKey(), pair.getValue());
        }
        out.writeEndObject();
        IThrowableProxy failure = event.getThrowableProxy();
        if (failure != null) {
            out.writeStringField("stack", ThrowableProxyUtil.asString(failure));
        }
        out.writeEndObject();
    }
}
