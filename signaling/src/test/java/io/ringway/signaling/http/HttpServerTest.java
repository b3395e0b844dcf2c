package io.ringway.signaling.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class HttpServerTest {

    private TestHttp http;

    @BeforeEach
    void start() throws IOException {
        http =
                TestHttp.start(
                        Route.of("GET", "/hello/{name}", HttpServerTest::hello)
                                .producing("application/json"),
                        Route.of(
                                        "POST",
                                        "/echo",
                                        request -> Response.text(200, "text/plain", request.text()))
                                .consuming("text/plain", "application/sdp"),
                        Route.of("DELETE", "/echo", request -> Response.empty(204)),
                        Route.of("GET", "/bug", request -> bug()));
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private static Response hello(Request request) {
        return Response.json(
                200, Map.of("name", request.pathValue("name"), "q", request.query("q").orElse("")));
    }

    private static Response bug() {
        throw new IllegalStateException("a bug, on purpose");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code)
            throws IOException {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("content-type").orElse(""));
        JsonNode problem =
                Json.read(response.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(code, problem.path("code").asText());
        assertEquals(status, problem.path("status").asInt());
        assertTrue(problem.path("detail").asText().length() > 10, response.body());
    }

    @Test
    void shouldRouteWithDecodedValues() throws Exception {
        HttpResponse<String> response = http.get("/hello/a%2Fb+c?q=1%202");
        assertEquals(200, response.statusCode());
        assertEquals(
                "a/b+c",
                Json.read(response.body().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .path("name")
                        .asText());
        assertTrue(response.body().contains("\"q\":\"1 2\""), response.body());
        assertTrue(response.headers().firstValue("date").isPresent());
    }

    @Test
    void shouldEchoBodiesOverOneConnection() throws Exception {
        for (int i = 0; i < 20; i++) {
            var response =
                    http.send(
                            "POST",
                            "/echo",
                            BodyPublishers.ofString("body " + i),
                            "Content-Type",
                            "text/plain; charset=utf-8");
            assertEquals("body " + i, response.body());
        }
        assertEquals(1, http.server.openConnections());
    }

    @Test
    @Timeout(60)
    void shouldCloseBehindTheWholeAnswerWhenAskedTo() throws Exception {
        String body = "0123456789".repeat(5_000);
        String request =
                "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\n"
                        + "Connection: Close\r\nContent-Length: 50000\r\n\r\n"
                        + body;
        for (int i = 0; i < 50; i++) {
            try (RawSocket socket = http.raw()) {
                String answer = socket.send(request).untilClosed();
                assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
                assertTrue(answer.endsWith("\r\n\r\n" + body), answer);
                while (http.server.openConnections() > 0) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void shouldAnswerHeadLikeGetWithoutBody() throws Exception {
        var get = http.get("/hello/x");
        var head = http.send("HEAD", "/hello/x", BodyPublishers.noBody());
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(
                get.headers().firstValue("content-length"),
                head.headers().firstValue("content-length"));
    }

    @Test
    void shouldRefuseUnknownPathWith404() throws Exception {
        assertProblem(http.get("/nowhere"), 404, "not-found");
        assertProblem(http.get("/hello/"), 404, "not-found");
        assertProblem(http.get("/hello/a/b"), 404, "not-found");
    }

    @Test
    void shouldRefuseOtherMethodsWith405AndAllow() throws Exception {
        var response = http.send("PUT", "/echo", BodyPublishers.ofString("x"));
        assertProblem(response, 405, "method-not-allowed");
        assertEquals("DELETE, OPTIONS, POST", response.headers().firstValue("allow").orElse(""));
        assertProblem(http.get("/echo"), 405, "method-not-allowed");
    }

    @Test
    void shouldTellOptionsWithAcceptPost() throws Exception {
        var response = http.send("OPTIONS", "/echo", BodyPublishers.noBody());
        assertEquals(204, response.statusCode());
        assertEquals("DELETE, OPTIONS, POST", response.headers().firstValue("allow").orElse(""));
        assertEquals(
                "application/sdp, text/plain",
                response.headers().firstValue("accept-post").orElse(""));
        assertTrue(response.headers().firstValue("content-length").isEmpty());
    }

    @Test
    void shouldRefuseWrongContentTypeWith415() throws Exception {
        var response =
                http.send(
                        "POST",
                        "/echo",
                        BodyPublishers.ofString("{}"),
                        "Content-Type",
                        "application/json");
        assertProblem(response, 415, "unsupported-media-type");
        assertEquals(
                "application/sdp, text/plain",
                response.headers().firstValue("accept-post").orElse(""));
        assertProblem(
                http.send("POST", "/echo", BodyPublishers.ofString("{}")),
                415,
                "unsupported-media-type");
    }

    @Test
    void shouldRefuseUnacceptableAnswersWith406() throws Exception {
        assertProblem(http.get("/hello/x", "Accept", "text/html"), 406, "not-acceptable");
        assertEquals(
                200, http.get("/hello/x", "Accept", "text/html, application/*;q=0.5").statusCode());
    }

    @Test
    void shouldRefuseLargeBodiesWith413() throws Exception {
        String large = "x".repeat(TestHttp.settings().maxBodyBytes() + 1);
        assertProblem(
                http.send(
                        "POST",
                        "/echo",
                        BodyPublishers.ofString(large),
                        "Content-Type",
                        "text/plain"),
                413,
                "body-too-large");
        var chunked =
                BodyPublishers.ofInputStream(
                        () ->
                                new java.io.ByteArrayInputStream(
                                        large.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertProblem(
                http.send("POST", "/echo", chunked, "Content-Type", "text/plain"),
                413,
                "body-too-large");
        String largest = large.substring(1);
        assertEquals(
                largest,
                http.send(
                                "POST",
                                "/echo",
                                BodyPublishers.ofString(largest),
                                "Content-Type",
                                "text/plain")
                        .body());
    }

    @Test
    void shouldRefuseTextThatIsNotUtf8() throws Exception {
        byte[] bad = {'a', (byte) 0xC3, (byte) 0x28};
        assertProblem(
                http.send(
                        "POST",
                        "/echo",
                        BodyPublishers.ofByteArray(bad),
                        "Content-Type",
                        "text/plain"),
                400,
                "not-utf-8");
    }

    @Test
    void shouldHideBugsBehind500() throws Exception {
        var response = http.get("/bug");
        assertProblem(response, 500, "internal-error");
        assertTrue(!response.body().contains("on purpose"), response.body());
        assertEquals(200, http.get("/hello/x").statusCode());
    }

    @Test
    void shouldSayWhatToDoWhenThePortIsTaken() {
        IOException e =
                assertThrows(
                        IOException.class,
                        () ->
                                TestHttp.start(
                                                HttpSettings.defaults()
                                                        .at("127.0.0.1", http.server.port()))
                                        .close());
        assertTrue(
                String.valueOf(e.getMessage()).contains("port " + http.server.port()),
                e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains("choose another"), e.getMessage());
    }
}
