package io.ringway.signaling.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Seeded mutations of good requests and frames: whatever comes, the server answers or closes, and
 * serves the next.
 */
final class HttpFuzzTest {

    private static final long SEED = 20_260_101L;
    private static final int ROUNDS = 400;

    private static final String[] GOOD = {
        "GET /ok?x=1 HTTP/1.1\r\nHost: h\r\nAccept: */*\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello",
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "OPTIONS /echo HTTP/1.1\r\nHost: h\r\nOrigin: http://a\r\nAccess-Control-Request-Method: POST\r\n\r\n"
    };

    private final Route ok =
            Route.of("GET", "/ok", request -> Response.text(200, "text/plain", "fine"));
    private final Route echo =
            Route.of("POST", "/echo", request -> Response.text(200, "text/plain", request.text()))
                    .consuming("text/plain");
    private final Route ws =
            Route.of(
                    "GET",
                    "/ws",
                    request ->
                            Response.upgrade(
                                    socket -> {
                                        SocketEvent event;
                                        do {
                                            event = socket.next();
                                        } while (!(event instanceof SocketEvent.Closed));
                                    }));

    private static byte[] mutated(byte[] good, Random random) {
        byte[] bytes = good.clone();
        int edits = 1 + random.nextInt(4);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(bytes.length);
            bytes[at] =
                    switch (random.nextInt(4)) {
                        case 0 -> (byte) random.nextInt(256);
                        case 1 -> '\r';
                        case 2 -> '\n';
                        default -> (byte) (bytes[at] ^ (1 << random.nextInt(8)));
                    };
        }
        return bytes;
    }

    @Test
    void shouldSurviveMutatedRequests() throws IOException {
        Random random = new Random(SEED);
        try (TestHttp http =
                TestHttp.start(
                        TestHttp.limited(1_000, 1_000, 1_000, 2_000, 2_000, 2_000), ok, echo)) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] good =
                        GOOD[random.nextInt(GOOD.length)].getBytes(StandardCharsets.ISO_8859_1);
                try (RawSocket socket = http.raw()) {
                    socket.send(mutated(good, random)).endOutput();
                    String answer = socket.untilClosed();
                    assertTrue(
                            answer.isEmpty() || answer.startsWith("HTTP/1.1 "),
                            "seed " + SEED + ": " + answer);
                    assertTrue(
                            !answer.startsWith("HTTP/1.1 500"),
                            "seed " + SEED + " round " + round + ": " + answer);
                }
            }
            try (RawSocket socket = http.raw()) {
                assertTrue(socket.send(GOOD[0]).response().endsWith("fine"));
            }
        }
    }

    @Test
    void shouldSurviveMutatedFrames() throws Exception {
        Random random = new Random(SEED);
        byte[] good = {
            (byte) 0x81,
            (byte) 0x85,
            1,
            2,
            3,
            4,
            'i',
            'g',
            'o',
            'h',
            'n',
            0x02,
            (byte) 0x80,
            1,
            2,
            3,
            4,
            (byte) 0x89,
            (byte) 0x80,
            1,
            2,
            3,
            4,
            (byte) 0x80,
            (byte) 0x81,
            1,
            2,
            3,
            4,
            'x'
        };
        try (TestHttp http = TestHttp.start(ws, ok)) {
            for (int round = 0; round < ROUNDS; round++) {
                try (RawSocket socket = http.raw()) {
                    assertTrue(socket.upgrade("/ws").startsWith("HTTP/1.1 101"));
                    socket.send(mutated(good, random)).endOutput();
                    socket.untilClosed();
                }
            }
            assertEquals(200, http.get("/ok").statusCode());
        }
    }
}
