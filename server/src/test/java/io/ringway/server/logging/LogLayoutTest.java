package io.ringway.server.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class LogLayoutTest {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    private LoggingEvent event(String message) {
        LoggingEvent event =
                new LoggingEvent(
                        "",
                        context.getLogger("io.ringway.media.dtls.Handshake"),
                        Level.WARN,
                        message,
                        null,
                        new Object[0]);
        event.setInstant(Instant.parse("2026-01-02T03:04:05.678Z"));
        event.setThreadName("dtls-1");
        event.setKeyValuePairs(
                List.of(new KeyValuePair("call", "c1"), new KeyValuePair("reason", "time out")));
        return event;
    }

    @Test
    void shouldWriteOneJsonObjectALine() throws JsonProcessingException {
        String line = new JsonLayout().doLayout(event("failed \"twice\"\nand again"));
        assertEquals(1, line.lines().count());
        JsonNode json = new ObjectMapper().readTree(line);
        assertEquals("2026-01-02T03:04:05.678Z", json.path("time").asText());
        assertEquals("WARN", json.path("level").asText());
        assertEquals("media.dtls", json.path("component").asText());
        assertEquals("Handshake", json.path("context").asText());
        assertEquals("failed \"twice\"\nand again", json.path("message").asText());
        assertEquals("c1", json.path("details").path("call").asText());
        assertEquals("time out", json.path("details").path("reason").asText());
    }

    @Test
    void shouldWriteTextThatPeopleRead() {
        String line = new TextLayout(false).doLayout(event("failed"));
        assertTrue(
                line.endsWith("WARN  media.dtls/Handshake failed call=c1 reason=\"time out\"\n"),
                line);
        assertFalse(line.contains("\u001b"));
    }

    @Test
    void shouldColourOnlyTerminals() {
        assertTrue(new TextLayout(true).doLayout(event("failed")).contains("\u001b[33mWARN"));
    }

    @Test
    void shouldNotLetOthersWriteLinesOrMoveTheCursor() {
        String line = new TextLayout(false).doLayout(event("agent \r\nfaked\u001b[2J"));
        assertEquals(1, line.lines().count());
        assertTrue(line.contains("agent \\u000d\\u000afaked\\u001b[2J"), line);
    }

    @Test
    void shouldCarryStackTraces() throws JsonProcessingException {
        LoggingEvent event =
                new LoggingEvent(
                        "",
                        context.getLogger("org.example.Library"),
                        Level.ERROR,
                        "broke",
                        new IllegalStateException("because"),
                        new Object[0]);
        event.setInstant(Instant.EPOCH);
        JsonNode json = new ObjectMapper().readTree(new JsonLayout().doLayout(event));
        assertEquals("org.example", json.path("component").asText());
        assertTrue(json.path("stack").asText().contains("IllegalStateException: because"));
        assertTrue(new TextLayout(false).doLayout(event).contains("\tat "));
    }
}
