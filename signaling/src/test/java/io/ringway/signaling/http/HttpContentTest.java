package io.ringway.signaling.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, files, event streams and who may read them from where. */
final class HttpContentTest {

    private static final StaticFiles PAGES =
            new StaticFiles(HttpContentTest.class.getClassLoader(), "testpages");
    private static final Route OK =
            Route.of("POST", "/ok", request -> Response.text(200, "text/plain", "ok"))
                    .consuming("text/plain");

    @Test
    void shouldServePages() throws Exception {
        try (TestHttp http = TestHttp.start(TestHttp.settings(), PAGES)) {
            HttpResponse<String> index = http.get("/");
            assertEquals(200, index.statusCode());
            assertTrue(index.body().contains("<title>t</title>"));
            assertEquals(
                    "text/html; charset=utf-8",
                    index.headers().firstValue("content-type").orElse(""));
            assertEquals(
                    "nosniff", index.headers().firstValue("x-content-type-options").orElse(""));
            HttpResponse<String> script = http.get("/sub/app.js");
            assertEquals(
                    "text/javascript; charset=utf-8",
                    script.headers().firstValue("content-type").orElse(""));
            String etag = script.headers().firstValue("etag").orElse("");
            HttpResponse<String> again =
                    http.get("/sub/app.js", "If-None-Match", "\"x\", W/" + etag);
            assertEquals(304, again.statusCode());
            assertEquals("", again.body());
            assertEquals(
                    405,
                    http.send("POST", "/sub/app.js", BodyPublishers.ofString("x")).statusCode());
            assertEquals(204, http.send("OPTIONS", "/", BodyPublishers.noBody()).statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../outside.txt",
                "/..%2foutside.txt",
                "/%2e%2e/outside.txt",
                "/sub/../../outside.txt",
                "/sub/..%5c..%5coutside.txt",
                "/sub",
                "/sub/",
                "//index.html",
                "/.hidden",
                "/index.html%00.js",
                "/io/ringway/signaling/http/HttpServer.class",
                "/a/b/c/d/e/f/g/h/i/index.html"
            })
    void shouldServeNothingOutsideItsRoot(String path) throws Exception {
        try (TestHttp http = TestHttp.start(TestHttp.settings(), PAGES);
                RawSocket socket = http.raw()) {
            String answer = socket.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n").response();
            assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 0, 10, 206",
        "bytes=99990-, 99990, 10, 206",
        "bytes=-5, 99995, 5, 206",
        "bytes=5-1000000, 5, 99995, 206",
        "bytes=-1000000, 0, 100000, 206",
        "bytes=5-2, 0, 100000, 200",
        "'bytes=0-1,5-6', 0, 100000, 200",
        "lines=1-2, 0, 100000, 200"
    })
    void shouldServeRanges(String range, int first, int length, int status, @TempDir Path dir)
            throws Exception {
        byte[] content = new byte[100_000];
        new Random(7).nextBytes(content);
        Path file = Files.write(dir.resolve("a.ogg"), content);
        try (TestHttp http =
                TestHttp.start(
                        Route.of(
                                "GET",
                                "/f",
                                request -> FileResponse.of(request, file, "audio/ogg")))) {
            HttpResponse<byte[]> response =
                    http.client.send(
                            HttpRequest.newBuilder(http.uri("/f")).header("Range", range).build(),
                            BodyHandlers.ofByteArray());
            assertEquals(status, response.statusCode());
            assertArrayEquals(Arrays.copyOfRange(content, first, first + length), response.body());
            String expected = "bytes " + first + "-" + (first + length - 1) + "/100000";
            assertEquals(
                    status == 206 ? expected : "",
                    response.headers().firstValue("content-range").orElse(""));
        }
    }

    @Test
    void shouldRefuseRangesBeyondTheEndAndMissingFiles(@TempDir Path dir) throws Exception {
        Path file = Files.write(dir.resolve("a.ogg"), new byte[10]);
        Path none = dir.resolve("none");
        try (TestHttp http =
                TestHttp.start(
                        Route.of(
                                "GET",
                                "/f",
                                request -> FileResponse.of(request, file, "audio/ogg")),
                        Route.of(
                                "GET",
                                "/none",
                                request -> FileResponse.of(request, none, "audio/ogg")),
                        Route.of(
                                "GET",
                                "/dir",
                                request -> FileResponse.of(request, dir, "audio/ogg")))) {
            HttpResponse<String> beyond = http.get("/f", "Range", "bytes=10-");
            assertEquals(416, beyond.statusCode());
            assertEquals("bytes */10", beyond.headers().firstValue("content-range").orElse(""));
            assertEquals(
                    200, http.get("/f", "Range", "bytes=0-1", "If-Range", "\"old\"").statusCode());
            assertEquals(404, http.get("/none").statusCode());
            assertEquals(404, http.get("/dir").statusCode());
        }
    }

    @Test
    void shouldStreamEventsUntilTheClientLeaves() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        EventFeed feed =
                sink -> {
                    for (int i = 0;
                            sink.send("tick", "{\"n\":" + i + "}") && !sink.awaitClosed(10);
                            i++) {
                        Thread.onSpinWait();
                    }
                    left.countDown();
                };
        try (TestHttp http =
                TestHttp.start(Route.of("GET", "/e", request -> Response.events(feed)))) {
            var response =
                    http.client.send(
                            HttpRequest.newBuilder(http.uri("/e")).build(),
                            BodyHandlers.ofInputStream());
            assertEquals(
                    "text/event-stream", response.headers().firstValue("content-type").orElse(""));
            BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            for (int i = 0; i < 5; i++) {
                assertEquals("event: tick", lines.readLine());
                assertEquals("data: {\"n\":" + i + "}", lines.readLine());
                assertEquals("", lines.readLine());
            }
            assertFalse(left.await(0, TimeUnit.SECONDS));
            lines.close();
            assertTrue(left.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldEndEventStreamsAndKeepTheConnection() throws Exception {
        Route once =
                Route.of("GET", "/e", request -> Response.events(sink -> sink.send("only", "{}")));
        try (TestHttp http = TestHttp.start(once)) {
            assertEquals("event: only\ndata: {}\n\n", http.get("/e").body());
            assertEquals("event: only\ndata: {}\n\n", http.get("/e").body());
            assertEquals(1, http.server.openConnections());
        }
    }

    @Test
    void shouldAllowAnyOriginByDefault() throws Exception {
        try (TestHttp http = TestHttp.start(OK);
                RawSocket socket = http.raw()) {
            String preflight =
                    socket.send(
                                    request(
                                            "OPTIONS /ok HTTP/1.1",
                                            "Host: h",
                                            "Origin: https://a.example",
                                            "Access-Control-Request-Method: POST",
                                            "Access-Control-Request-Headers: content-type"))
                            .response();
            assertTrue(preflight.startsWith("HTTP/1.1 204 "), preflight);
            assertTrue(preflight.contains("Access-Control-Allow-Origin: *"), preflight);
            assertTrue(
                    preflight.contains("Access-Control-Allow-Methods: OPTIONS, POST"), preflight);
            assertTrue(preflight.contains("Content-Type"), preflight);
            String answer =
                    socket.send(
                                    request(
                                            "POST /ok HTTP/1.1",
                                            "Host: h",
                                            "Origin: https://a.example",
                                            "Content-Type: text/plain",
                                            "Content-Length: 0"))
                            .response();
            assertTrue(answer.contains("Location, Retry-After, X-Conversation-Id"), answer);
            assertTrue(answer.contains("Access-Control-Expose-Headers: "), answer);
        }
    }

    private static String request(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    @Test
    void shouldAllowConfiguredOriginsOnly() {
        Cors cors = new Cors(java.util.List.of("https://a.example"));
        Response ok = Response.empty(200);
        Response permitted = cors.decorate(from("https://A.example"), ok, "");
        assertTrue(
                permitted
                        .headers()
                        .contains(new Header("Access-Control-Allow-Origin", "https://A.example")));
        assertTrue(permitted.headers().contains(new Header("Vary", "Origin")));
        Response foreign = cors.decorate(from("https://b.example"), ok, "");
        assertEquals(java.util.List.of(new Header("Vary", "Origin")), foreign.headers());
    }

    private static Request from(String origin) {
        var headers = new io.netty.handler.codec.http.DefaultHttpHeaders().set("Origin", origin);
        RequestTarget target = new RequestTarget("/", java.util.List.of(""), java.util.Map.of());
        return new Request("GET", target, java.util.Map.of(), headers, new byte[0], "test");
    }
}
