package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.ringway.server.SyntheticSpeech;
import io.ringway.server.WavSamples;
import io.ringway.signaling.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every way a call can fail to come about is told in one line. */
@Timeout(60)
class CallFailureTest {

    @TempDir private Path dir;
    private Path file;

    @BeforeEach
    void speak() throws IOException {
        file = dir.resolve("speech.wav");
        new WavSamples(16_000, 1, SyntheticSpeech.of(1, 16_000, 0.2)).write(file);
    }

    @Test
    void shouldSayWhatIsWrongWithTheFile() throws Exception {
        CallUrl url = CallUrl.parse("ws://127.0.0.1:9");
        Path text = Files.writeString(dir.resolve("notes.txt"), "hello");
        Path fast = dir.resolve("fast.wav");
        new WavSamples(96_000, 1, new short[1]).write(fast);
        assertFails(
                "cannot play " + text + ": it is neither a WAV nor an Ogg/Opus file", url, text);
        assertFails("cannot play " + dir + ": it is no regular file", url, dir);
        assertFails(
                "cannot play " + dir.resolve("none") + ": there is no such file",
                url,
                dir.resolve("none"));
        assertFails(
                "cannot play "
                        + fast
                        + ": its rate is 96000 Hz; 8000, 11025, 16000, 22050, 24000, 32000, 44100 and"
                        + " 48000 are read; convert it: sox FILE -b 16 -r 48000 -c 1 OUT.wav",
                url,
                fast);
    }

    @Test
    void shouldSayThatTheEchoCannotBeSaved() throws Exception {
        CallPlan plan = CallPlan.of(CallUrl.parse("ws://127.0.0.1:9"), file);
        Path target = dir.resolve("missing").resolve("echo.ogg");
        CallException failure = assertThrows(CallException.class, plan.save(target)::run);
        assertEquals(
                "cannot write --save " + target + "; name a file that can be",
                failure.getMessage());
    }

    @Test
    void shouldSayThatNobodyAnswers() throws Exception {
        int port = freePort();
        for (String scheme : new String[] {"ws", "http", "wss", "https"}) {
            CallUrl url = CallUrl.parse(scheme + "://127.0.0.1:" + port);
            assertFailsOnce(
                    "nobody answers at " + url + "; start a server, or name one by --url",
                    CallPlan.of(url, file));
        }
    }

    @Test
    void shouldSayThatTheHostIsUnknown() throws Exception {
        CallPlan plan = CallPlan.of(CallUrl.parse("ws://no-such-host.invalid"), file);
        CallException failure = assertThrows(CallException.class, plan::run);
        assertEquals("no host is called no-such-host.invalid", failure.getMessage());
    }

    @Test
    void shouldSayThatThePathIsWrong() throws Exception {
        try (CalledServer server = CalledServer.start(dir, Map.of())) {
            CallUrl socket = server.url("ws", "/nowhere");
            CallUrl whip = server.url("http", "/nowhere");
            assertFailsOnce(
                    socket
                            + " answers with HTTP status 404 instead of a WebSocket; is the path"
                            + " right?",
                    CallPlan.of(socket, file));
            assertFailsOnce(
                    whip + " refuses the offer with HTTP status 404: there is nothing at /nowhere",
                    CallPlan.of(whip, file));
        }
    }

    @Test
    void shouldShowErrorOfTheServer() throws Exception {
        try (ScriptedSocket server =
                new ScriptedSocket(
                        1013,
                        "{\"type\":\"error\",\"code\":\"full\",\"message\":\"come later\"}")) {
            assertFailsOnce(
                    server.url() + " refuses the call: full: come later",
                    CallPlan.of(server.url(), file));
        }
    }

    @Test
    void shouldShowWhatTheServerSaidLastBeforeItHungUp() throws Exception {
        try (ScriptedSocket server =
                new ScriptedSocket(
                        1011,
                        answer("sendrecv"),
                        "{\"type\":\"error\",\"code\":\"ice-failed\",\"message\":\"no pair\"}")) {
            assertFailsOnce(
                    server.url() + " hung up: WebSocket closed with 1011 (ice-failed: no pair)",
                    CallPlan.of(server.url(), file));
        }
    }

    @Test
    void shouldRefuseMessagesThatCannotBeRead() throws Exception {
        try (ScriptedSocket server = new ScriptedSocket(0, "{nonsense")) {
            CallReport report = CallPlan.of(server.url(), file).run();
            String failure = report.failures().getFirst();
            assertTrue(failure.contains("refuses the call: unreadable-message: "), failure);
        }
    }

    @Test
    void shouldRefuseAnswersThatDoNotFit() throws Exception {
        try (ScriptedSocket junk =
                        new ScriptedSocket(0, "{\"type\":\"answer\",\"sdp\":\"hello\"}");
                ScriptedSocket deaf = new ScriptedSocket(0, answer("sendonly"))) {
            String failure = CallPlan.of(junk.url(), file).run().failures().getFirst();
            assertTrue(failure.startsWith("the server's answer does not do: "), failure);
            assertFailsOnce(
                    "the server does not want to receive audio", CallPlan.of(deaf.url(), file));
        }
    }

    @Test
    void shouldSayThatNoAnswerCame() throws Exception {
        try (ScriptedSocket server = new ScriptedSocket(0)) {
            assertFailsOnce(
                    server.url() + " did not answer the offer within 700 ms",
                    CallPlan.of(server.url(), file).connectTimeoutMs(700));
        }
    }

    @Test
    void shouldSayThatNothingAtAllCame() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CallUrl url = CallUrl.parse("http://127.0.0.1:" + silent.getLocalPort());
            assertFailsOnce(
                    url + " does not answer in time", CallPlan.of(url, file).connectTimeoutMs(700));
        }
    }

    @Test
    void shouldSayThatNoPathForMediaWasFound() throws Exception {
        try (ScriptedSocket server = new ScriptedSocket(0, answer("sendrecv"))) {
            assertFailsOnce(
                    "no path for media was found (is the server's UDP port reachable?) within"
                            + " 700 ms",
                    CallPlan.of(server.url(), file).connectTimeoutMs(700));
        }
    }

    @Test
    void shouldShowAProblemDocumentsDetail() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/webrtc",
                exchange -> {
                    byte[] body =
                            "{\"title\":\"No\",\"detail\":\"not today\"}"
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(503, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        try {
            CallUrl url = CallUrl.parse("http://127.0.0.1:" + server.getAddress().getPort());
            assertFailsOnce(
                    url + " refuses the offer with HTTP status 503: not today",
                    CallPlan.of(url, file));
        } finally {
            server.stop(0);
        }
    }

    private void assertFails(String message, CallUrl url, Path played) {
        CallException failure = assertThrows(CallException.class, CallPlan.of(url, played)::run);
        assertEquals(message, failure.getMessage());
    }

    private static void assertFailsOnce(String message, CallPlan plan) throws Exception {
        CallReport report = plan.run();
        assertEquals(0, report.connected());
        assertEquals(message, report.failures().getFirst());
        assertEquals(1, report.failures().size());
    }

    /** An answer that fits our offer, of someone who is not there. */
    private static String answer(String direction) {
        String sdp =
                """
                    v=0
                    o=- 1 1 IN IP4 127.0.0.1
                    s=-
                    t=0 0
                    a=group:BUNDLE 0
                    m=audio 9 UDP/TLS/RTP/SAVPF 111
                    c=IN IP4 0.0.0.0
                    a=mid:0
                    a=%s
                    a=rtcp-mux
                    a=rtpmap:111 opus/48000/2
                    a=ice-ufrag:abcd
                    a=ice-pwd:abcdefghijklmnopqrstuv
                    a=fingerprint:sha-256 %s
                    a=setup:active
                    a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host
                    """
                        .formatted(direction, "AB" + ":AB".repeat(31))
                        .replace("\n", "\r\n");
        return Json.text(Map.of("type", "answer", "sdp", sdp));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
