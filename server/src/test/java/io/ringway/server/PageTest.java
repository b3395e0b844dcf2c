package io.ringway.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page runs under a strict content security policy and without any other server. */
class PageTest {

    private static final Pattern REFERENCE =
            Pattern.compile("(?:href|src)=\"([^\"]+)\"|from \"\\./([^\"]+)\"");

    private static String resource(String name) throws IOException {
        try (InputStream stream = PageTest.class.getResourceAsStream("/web/" + name)) {
            assertNotNull(stream, name + " is not there");
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldHaveNoInlineScriptOrStyle() throws IOException {
        String page = resource("index.html");
        assertFalse(page.contains("<style"), "inline style sheet");
        assertFalse(page.contains(" style="), "inline style");
        assertFalse(page.matches("(?s).* on[a-z]+=.*"), "inline handler");
        assertFalse(page.matches("(?s).*<script[^>]*>[^<].*"), "inline script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "app.js", "call.js", "microphone.js", "session.js"})
    void shouldReferToNothingButItsOwnFiles(String name) throws IOException {
        Matcher reference = REFERENCE.matcher(resource(name));
        while (reference.find()) {
            String target = reference.group(1) == null ? reference.group(2) : reference.group(1);
            assertFalse(target.contains("//"), target);
            if (!target.equals("metrics") && !target.equals("health")) {
                resource(target);
            }
        }
    }

    @Test
    void shouldDescribeEveryControlAndAnnounceChanges() throws IOException {
        String page = resource("index.html");
        assertTrue(page.contains("<html lang=\"en\">"));
        assertTrue(page.contains("role=\"status\""));
        assertTrue(page.contains("role=\"alert\""));
        assertTrue(
                page.matches("(?s).*<canvas id=\"local-meter\" role=\"meter\" aria-labelledby=.*"));
    }
}
