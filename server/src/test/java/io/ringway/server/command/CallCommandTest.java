package io.ringway.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.server.SyntheticSpeech;
import io.ringway.server.WavSamples;
import io.ringway.server.call.CalledServer;
import io.ringway.server.wiring.Ringway;
import io.ringway.signaling.http.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
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
class CallCommandTest {

    @TempDir private Path dir;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldReportACallAndEndWithZero() throws Exception {
        try (CalledServer server = CalledServer.start(dir, Map.of())) {
            assertEquals(0, run("call", "--url=" + server.url("ws", ""), speech()));
        }
        assertTrue(out.toString().contains(": 1 connected, 1 complete\n"), out.toString());
        assertTrue(out.toString().contains("late by "), out.toString());
        assertTrue(err.toString().contains("0:00 of 0:00  sent "), err.toString());
    }

    @Test
    void shouldPrintNothingButJson() throws Exception {
        try (CalledServer server = CalledServer.start(dir, Map.of())) {
            String url = "--url=" + server.url("http", "");
            assertEquals(0, run("call", url, "--json", "--quiet", "--calls=2", speech()));
        }
        JsonNode json = Json.read(out.toString().getBytes(StandardCharsets.UTF_8));
        assertTrue(json.path("complete").asBoolean());
        assertEquals(2, json.path("calls").size());
        assertEquals("", err.toString());
    }

    @Test
    void shouldPlayABadNetwork() throws Exception {
        try (CalledServer server = CalledServer.start(dir, Map.of())) {
            String url = "--url=" + server.url("ws", "");
            assertEquals(
                    0, run("call", url, "--quiet", "--json", "--loss=40", "--burst=2", speech()));
        }
        JsonNode json = Json.read(out.toString().getBytes(StandardCharsets.UTF_8));
        assertEquals(40, json.path("impairment").path("loss_percent").asDouble());
        JsonNode sent = json.path("calls").get(0).path("sent");
        int dropped = sent.path("impaired").path("dropped").asInt();
        assertTrue(dropped > 0, out.toString());
        assertEquals(26, dropped + sent.path("packets").asInt());
    }

    @Test
    void shouldEndWithOneWhenNotAllWasDone() throws Exception {
        Path echo = dir.resolve("echo.ogg");
        try (CalledServer server = CalledServer.start(dir, Map.of("echo", "false"))) {
            String url = "--url=" + server.url("ws", "");
            assertEquals(1, run("call", url, "--quiet", "--save=" + echo, speech()));
        }
        assertEquals("", out.toString());
        assertEquals(
                "ringway: nothing came back, so " + echo + " was not written\n", err.toString());
    }

    @Test
    void shouldEndWithTwoWhenNothingConnects() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String url = "ws://127.0.0.1:" + port + "/ws";
        assertEquals(2, run("call", "--quiet", "--url=" + url, speech()));
        assertEquals(
                "ringway: nobody answers at " + url + "; start a server, or name one by --url\n",
                err.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --calls=501          | --calls must be 1 to 500, got 501
            --rate=0             | --rate must be 1 to 500, got 0
            --bitrate=1          | --bitrate must be 6000 to 510000, got 1
            --connect-timeout=1  | --connect-timeout must be 100 to 600000, got 1
            --seconds=-1         | --seconds must be 0 to 86400, got -1.0
            --stun=turn:host     | only plain STUN over UDP is used
            --url=ftp://host     | --url must be like ws://HOST:PORT/ws
            --loss=101           | loss must be 0 to 100 percent, got 101
            --burst=200          | burst must be 1 to 100 packets, got 200
            --jitter=-1          | jitter must be 0 to 1000 ms, got -1
            --reorder=51         | reorder must be 0 to 50 percent, got 51
            --drift=2000         | drift must be -1000 to 1000 ppm, got 2000
            --cals=2             | Unknown option: '--cals=2'
            """)
    void shouldRefuseWrongOptionsInOneLine(String option, String message) throws Exception {
        assertEquals(2, run("call", option, speech()));
        assertTrue(err.toString().contains(message), err.toString());
        assertTrue(err.toString().startsWith("ringway: "), err.toString());
    }

    @Test
    void shouldAskForAFile() {
        assertEquals(2, run("call"));
        assertTrue(err.toString().contains("Missing required parameter: 'FILE'"), err.toString());
    }

    private String speech() throws IOException {
        Path file = dir.resolve("speech.wav");
        new WavSamples(16_000, 1, SyntheticSpeech.of(1, 16_000, 0.5)).write(file);
        return file.toString();
    }

    private int run(String... args) {
        CommandTree tree = tree();
        tree.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return tree.execute(args);
    }

    private static CommandTree tree() {
        return new CommandTree(
                () -> new Ringway("test"),
                (address, port, folder, reply) -> {
                    throw new IllegalStateException("no sink in this test");
                },
                Map.of());
    }
}
