package io.ringway.signaling.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes no friendly client would send. */
final class HttpHostileTest {

    private static final String GET = "GET /ok HTTP/1.1\r\nHost: h\r\n\r\n";

    private static final Route OK =
            Route.of("GET", "/ok", request -> Response.text(200, "text/plain", "fine"));
    private static final Route ECHO =
            Route.of("POST", "/echo", request -> Response.text(200, "text/plain", request.text()))
                    .consuming("text/plain");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET /ok HTTP/1.1\\r\\n\\r\\n                                              | 400
                    GET /ok HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n                    | 400
                    GET /ok HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n                                 | 505
                    GET /%zz HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n                                | 400
                    GET ok HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n                                  | 400
                    GET /ok HTTP/1.1\\r\\nHost: a\\r\\nExpect: coffee\\r\\n\\r\\n             | 417
                    GET /ok HTTP/1.1\\r\\nHost: a\\r\\nA b: c\\r\\n\\r\\n                     | 400
                    POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -1\\r\\n\\r\\n       | 400
                    POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 99999999999999\\r\\n\\r\\n | 413
                    POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 3\\r\\nContent-Length: 4\\r\\n\\r\\nabcd | 400
                    POST /echo HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n | 400
                    \\026\\003\\001\\002\\000\\001\\r\\n\\r\\n | 400
                    SSH-2.0-OpenSSH_9.2\\r\\n\\r\\n                                          | 400
                    """)
    void shouldRefuseAndClose(String request, int status) throws IOException {
        try (TestHttp http = TestHttp.start(OK, ECHO);
                RawSocket socket = http.raw()) {
            String answer = socket.send(request.translateEscapes()).untilClosed();
            assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
            assertTrue(answer.contains("application/problem+json"), answer);
            assertTrue(answer.contains("connection: close"), answer);
        }
    }

    @Test
    void shouldRefuseLengthAndChunksTogether() throws IOException {
        try (TestHttp http = TestHttp.start(OK, ECHO);
                RawSocket socket = http.raw()) {
            String head = "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\n";
            String both = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n";
            String smuggled = head + both + "0\r\n\r\n" + GET;
            String answer = socket.send(smuggled).untilClosed();
            assertTrue(!answer.contains("fine"), answer);
        }
    }

    @Test
    void shouldRefuseLongLinesAndHeaders() throws IOException {
        try (TestHttp http = TestHttp.start(OK)) {
            try (RawSocket socket = http.raw()) {
                String answer =
                        socket.send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: h\r\n\r\n")
                                .untilClosed();
                assertTrue(answer.startsWith("HTTP/1.1 414"), answer);
            }
            try (RawSocket socket = http.raw()) {
                String answer =
                        socket.send(
                                        "GET /ok HTTP/1.1\r\nHost: h\r\nX: "
                                                + "a".repeat(20_000)
                                                + "\r\n\r\n")
                                .untilClosed();
                assertTrue(answer.startsWith("HTTP/1.1 431"), answer);
            }
        }
    }

    @Test
    void shouldWantALength() throws IOException {
        try (TestHttp http = TestHttp.start(ECHO);
                RawSocket socket = http.raw()) {
            String answer =
                    socket.send(
                                    "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\n\r\n")
                            .response();
            assertTrue(answer.startsWith("HTTP/1.1 411"), answer);
        }
    }

    @Test
    void shouldAnswerPipelinedRequestsInOrder() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Route slow =
                Route.of(
                        "GET",
                        "/slow",
                        request -> {
                            release.await(20, TimeUnit.SECONDS);
                            return Response.text(200, "text/plain", "slow");
                        });
        try (TestHttp http = TestHttp.start(OK, ECHO, slow);
                RawSocket socket = http.raw()) {
            socket.send(GET.replace("/ok", "/slow") + GET);
            socket.send(
                    "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nlast"
                            + GET);
            release.countDown();
            assertTrue(socket.response().endsWith("slow"));
            assertTrue(socket.response().endsWith("fine"));
            assertTrue(socket.response().endsWith("last"));
            assertTrue(socket.response().endsWith("fine"));
        }
    }

    @Test
    void shouldTakeChunkedBodiesAndSayContinue() throws IOException {
        try (TestHttp http = TestHttp.start(ECHO);
                RawSocket socket = http.raw()) {
            socket.send(
                    "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
            assertTrue(socket.response().startsWith("HTTP/1.1 100 "));
            for (String part : new String[] {"3\r\nab", "c\r\n2\r", "\nde\r\n", "0\r\n\r\n"}) {
                socket.send(part);
            }
            assertTrue(socket.response().endsWith("abcde"));
        }
    }

    @Test
    void shouldCutOffSlowRequests() throws IOException {
        try (TestHttp http =
                TestHttp.start(TestHttp.limited(10, 100, 100, 10_000, 200, 10_000), OK, ECHO)) {
            try (RawSocket socket = http.raw()) {
                String answer = socket.send("GET /ok HTTP/1.1\r\nHo").untilClosed();
                assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
            }
            try (RawSocket socket = http.raw()) {
                socket.send(
                        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nab");
                String answer = socket.untilClosed();
                assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
            }
        }
    }

    @Test
    void shouldCloseIdleConnectionsSilently() throws IOException {
        try (TestHttp http =
                TestHttp.start(TestHttp.limited(10, 100, 100, 150, 10_000, 10_000), OK)) {
            try (RawSocket socket = http.raw()) {
                assertEquals("", socket.untilClosed());
            }
            try (RawSocket socket = http.raw()) {
                assertTrue(socket.send(GET).response().endsWith("fine"));
                assertEquals("", socket.untilClosed());
            }
        }
    }

    @Test
    void shouldRefuseConnectionsBeyondTheLimit() throws Exception {
        try (TestHttp http =
                        TestHttp.start(TestHttp.limited(2, 100, 100, 10_000, 10_000, 10_000), OK);
                RawSocket first = http.raw()) {
            try (RawSocket second = http.raw();
                    RawSocket third = http.raw()) {
                assertTrue(first.send(GET).response().endsWith("fine"));
                assertTrue(second.send(GET).response().endsWith("fine"));
                String refusal = third.send(GET).untilClosed();
                assertTrue(refusal.startsWith("HTTP/1.1 503"), refusal);
                assertTrue(refusal.contains("too-many-connections"), refusal);
            }
            while (http.server.openConnections() > 1) {
                Thread.onSpinWait();
            }
            try (RawSocket fourth = http.raw()) {
                assertTrue(fourth.send(GET).response().endsWith("fine"));
            }
        }
    }

    @Test
    void shouldLimitTheRateOfAConnection() throws IOException {
        try (TestHttp http =
                        TestHttp.start(TestHttp.limited(10, 1, 3, 10_000, 10_000, 10_000), OK);
                RawSocket socket = http.raw()) {
            socket.send(GET.repeat(4));
            for (int i = 0; i < 3; i++) {
                assertTrue(socket.response().endsWith("fine"));
            }
            String refusal = socket.response();
            assertTrue(refusal.startsWith("HTTP/1.1 429"), refusal);
            assertTrue(
                    refusal.contains("retry-after: 1") || refusal.contains("Retry-After: 1"),
                    refusal);
        }
    }

    @Test
    void shouldSpeakHttp10() throws IOException {
        try (TestHttp http = TestHttp.start(OK);
                RawSocket socket = http.raw()) {
            String answer = socket.send("GET /ok HTTP/1.0\r\n\r\n").untilClosed();
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertTrue(answer.endsWith("fine"), answer);
        }
    }

    @Test
    void shouldCutOffClientsThatDoNotRead() throws Exception {
        byte[] large = new byte[32 << 20];
        Route download =
                Route.of(
                        "GET",
                        "/large",
                        request -> Response.of(200, "application/octet-stream", large));
        try (TestHttp http =
                        TestHttp.start(
                                TestHttp.limited(10, 100, 100, 10_000, 10_000, 300), download);
                RawSocket socket = http.raw()) {
            socket.send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
            while (http.server.openConnections() == 0) {
                Thread.onSpinWait();
            }
            while (http.server.openConnections() > 0) {
                Thread.onSpinWait();
            }
            assertTrue(socket.untilClosed().length() < large.length);
        }
    }
}
