package io.ringway.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.server.SyntheticSpeech;
import io.ringway.server.WavSamples;
import io.ringway.server.dial.DialledServer;
import io.ringway.server.wiring.Ringway;
import io.ringway.signaling.http.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments in, exit code and lines out. */
@Timeout(120)
class DialCommandTest {

    @TempDir private Path dir;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldTellAndEndWithZeroOrTwo() throws Exception {
        Path file = dir.resolve("speech.wav");
        new WavSamples(16_000, 1, SyntheticSpeech.of(1, 16_000, 0.5)).write(file);
        try (DialledServer server = DialledServer.start(dir)) {
            assertEquals(0, run("dial", "--trace", server.uri("echo"), file.toString()));
            assertTrue(out.toString().contains("\nreceived    "), out.toString());
            assertTrue(err.toString().contains("\nanswered after "), err.toString());
            assertTrue(err.toString().contains("--> INVITE sip:echo@"), err.toString());
            assertEquals(2, run("dial", "--quiet", server.uri("nobody")));
            String last = err.toString().lines().toList().getLast();
            assertTrue(last.matches("(?i)ringway: refused: 404 Not Found: no rule.*"), last);
            printsNothingButJson(server);
        }
    }

    private void printsNothingButJson(DialledServer server) throws Exception {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String uri = server.uri("echo");
        assertEquals(0, run("dial", "--json", "--quiet", "--seconds=0.5", "--codec=pcma", uri));
        JsonNode json = Json.read(out.toString().getBytes(StandardCharsets.UTF_8));
        assertEquals(uri, json.path("target").asText());
        assertTrue(json.path("answered").asBoolean());
        assertTrue(json.path("complete").asBoolean());
        assertEquals(200, json.path("sip_status").asInt());
        assertTrue(json.path("file").isNull());
        assertEquals(0.5, json.path("length_seconds").asDouble());
        assertTrue(json.path("setup").path("answered_ms").asDouble() > 0);
        assertEquals("PCMA", json.path("agreed").path("codec").asText());
        assertTrue(json.path("media").path("packets_sent").asInt() > 10);
        assertEquals("", err.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --codec=opus,mp3       | --codec must be one or more of opus, g722, pcma and pcmu
            --codec=pcma,pcma      | --codec must be one or more of opus, g722, pcma and pcmu
            --srtp=yes             | --srtp must be off, sdes or dtls, got 'yes'
            --keys=12x             | --keys must be up to 64 of 0-9 * # A-D, got '12x'
            --seconds=-1           | --seconds must be 0 to 86400, got -1.0
            --ring-timeout=0       | --ring-timeout must be 1 to 600, got 0
            --save=echo.mp3        | --save must end in .wav, .ogg or .opus, got echo.mp3
            --loop                 | --loop needs a FILE
            --user=alice           | --user needs a name and a password
            --proxy=mailto:x y     | an address must be like sip:USER@HOST
            --listen-address=a..b  | --listen-address a..b is no address
            --trase                | Unknown option: '--trase'
            """)
    void shouldRefuseWrongOptionsInOneLine(String option, String message) {
        assertEquals(2, run("dial", option, "sip:echo@127.0.0.1"));
        assertTrue(err.toString().contains(message), err.toString());
        assertTrue(err.toString().startsWith("ringway: "), err.toString());
    }

    @Test
    void shouldExplainItself() {
        assertEquals(0, run("dial", "--help"));
        assertTrue(out.toString().contains("ADDRESS [FILE]"), out.toString());
        for (String option : new String[] {"--save", "--keys", "--srtp", "--proxy", "--trace"}) {
            assertTrue(out.toString().contains(option), option);
        }
    }

    private int run(String... args) {
        CommandTree tree =
                new CommandTree(
                        () -> new Ringway("test"),
                        (address, port, folder, reply) -> {
                            throw new IllegalStateException("no sink in this test");
                        },
                        Map.of());
        tree.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return tree.execute(args);
    }
}
