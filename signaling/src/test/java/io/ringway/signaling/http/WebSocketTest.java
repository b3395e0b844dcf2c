package io.ringway.signaling.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebSocketTest {

    private final BlockingQueue<SocketEvent> seen = new LinkedBlockingQueue<>();

    /** Repeats texts and notes everything, until the end. */
    private void echo(WebSocketConnection socket) throws InterruptedException {
        SocketEvent event;
        do {
            event = socket.next();
            seen.add(event);
            if (event instanceof SocketEvent.Text(byte[] utf8)) {
                socket.send(new String(utf8, StandardCharsets.UTF_8));
            }
        } while (!(event instanceof SocketEvent.Closed));
    }

    private TestHttp start(WebSocketSettings limits, String... origins) throws IOException {
        HttpSettings d = TestHttp.settings();
        HttpSettings settings =
                new HttpSettings(
                        d.address(),
                        0,
                        d.tls(),
                        d.maxBodyBytes(),
                        d.maxHeaderBytes(),
                        d.maxConnections(),
                        d.requestsPerSecond(),
                        d.requestBurst(),
                        d.idleTimeoutMs(),
                        d.requestTimeoutMs(),
                        d.writeTimeoutMs(),
                        d.corsOrigins(),
                        List.of(origins),
                        limits);
        return TestHttp.start(
                settings,
                Route.of("GET", "/ws", request -> Response.upgrade(this::echo).with("X-Id", "7")));
    }

    private TestHttp start() throws IOException {
        return start(WebSocketSettings.defaults());
    }

    private SocketEvent nextSeen() throws InterruptedException {
        SocketEvent event = seen.poll(20, TimeUnit.SECONDS);
        assertTrue(event != null, "nothing was seen");
        return event;
    }

    @Test
    void shouldUpgradeAndEcho() throws Exception {
        try (TestHttp http = start();
                RawSocket socket = http.raw()) {
            String head = socket.upgrade("/ws");
            assertTrue(head.startsWith("HTTP/1.1 101 "), head);
            // The key and the answer of RFC 6455 §1.3.
            assertTrue(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), head);
            assertTrue(head.contains("X-Id: 7"), head);
            for (int length : new int[] {0, 1, 125, 126, 65_535, 65_536, 131_072}) {
                String text = "ü".repeat(length / 2) + "x".repeat(length & 1);
                assertEquals("1:" + text, socket.text(text).nextFrame());
            }
        }
    }

    @Test
    void shouldJoinFragmentsWithControlFramesBetween() throws Exception {
        try (TestHttp http = start();
                RawSocket socket = http.raw()) {
            socket.upgrade("/ws");
            socket.frame(0x01, "He".getBytes(StandardCharsets.UTF_8));
            socket.frame(0x89, "now".getBytes(StandardCharsets.UTF_8));
            socket.frame(0x00, "ll".getBytes(StandardCharsets.UTF_8));
            socket.frame(0x80, "o".getBytes(StandardCharsets.UTF_8));
            assertEquals("a:now", socket.nextFrame());
            assertEquals("1:Hello", socket.nextFrame());
        }
    }

    @Test
    void shouldSkipWhatIsTooLongAndGoOn() throws Exception {
        try (TestHttp http = start();
                RawSocket socket = http.raw()) {
            socket.upgrade("/ws");
            socket.frame(0x81, new byte[1 << 20]);
            assertEquals(new SocketEvent.TooLong(1 << 20), nextSeen());
            byte[] half = new byte[100_000];
            socket.frame(0x01, half).frame(0x00, half).frame(0x80, half);
            assertEquals(new SocketEvent.TooLong(300_000), nextSeen());
            socket.frame(0x82, new byte[3]);
            assertEquals(new SocketEvent.Binary(3), nextSeen());
            assertEquals("1:still here", socket.text("still here").nextFrame());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "810568656c6c6f, must mask",
        "c18000000000, reserved bits",
        "838000000000, unknown opcode",
        "8b8000000000, unknown opcode",
        "098000000000, control frame",
        "89fe00800000000000, control frame",
        "808000000000, outside",
        "81ffffffffffffffffff00000000, must be positive"
    })
    void shouldCloseOnBrokenFrames(String hex, String reason) throws Exception {
        try (TestHttp http = start();
                RawSocket socket = http.raw()) {
            socket.upgrade("/ws");
            socket.send(java.util.HexFormat.of().parseHex(hex));
            String close = socket.nextFrame();
            assertTrue(close.startsWith("8:1002 ") && close.contains(reason), close);
            assertTrue(nextSeen() instanceof SocketEvent.Closed);
        }
    }

    @Test
    void shouldAnswerACloseAndEnd() throws Exception {
        try (TestHttp http = start();
                RawSocket socket = http.raw()) {
            socket.upgrade("/ws");
            socket.frame(0x88, new byte[] {0x0F, (byte) 0xA0, 'b', 'y', 'e'});
            assertEquals("8:4000 ", socket.nextFrame());
            assertEquals(new SocketEvent.Closed(4000, "bye"), nextSeen());
            assertEquals("", socket.untilClosed());
        }
    }

    @Test
    void shouldNoticeALostConnection() throws Exception {
        try (TestHttp http = start()) {
            try (RawSocket socket = http.raw()) {
                socket.upgrade("/ws");
            }
            assertEquals(1006, ((SocketEvent.Closed) nextSeen()).code());
        }
    }

    @Test
    void shouldPingAndCutOffTheSilent() throws Exception {
        try (TestHttp http = start(new WebSocketSettings(1 << 17, 32, 512, 50, 300));
                RawSocket socket = http.raw()) {
            socket.upgrade("/ws");
            for (int i = 0; i < 10; i++) {
                assertEquals("9:", socket.nextFrame());
                socket.frame(0x8A, new byte[0]);
            }
            assertEquals(1006, ((SocketEvent.Closed) nextSeen()).code());
        }
    }

    @Test
    void shouldNotReadMoreThanTheInboxHolds() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Route slow =
                Route.of(
                        "GET",
                        "/ws",
                        request ->
                                Response.upgrade(
                                        socket -> {
                                            release.await(20, TimeUnit.SECONDS);
                                            echo(socket);
                                        }));
        try (TestHttp http = TestHttp.start(slow);
                RawSocket socket = http.raw()) {
            socket.upgrade("/ws");
            Thread sender =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            for (int i = 0; i < 400; i++) {
                                                socket.frame(0x81, new byte[100_000]);
                                            }
                                        } catch (IOException e) {
                                            throw new java.io.UncheckedIOException(e);
                                        }
                                    });
            // 40 MB fit into no inbox and no socket buffer: the sender has to be stuck.
            assertFalse(sender.join(java.time.Duration.ofMillis(500)));
            release.countDown();
            for (int i = 0; i < 400; i++) {
                assertEquals(100_002, socket.nextFrame().length());
            }
            assertTrue(sender.join(java.time.Duration.ofSeconds(20)));
        }
    }

    @Test
    void shouldSayGoodbyeWhenTheServerCloses() throws Exception {
        TestHttp http = start();
        try (RawSocket socket = http.raw()) {
            socket.upgrade("/ws");
            assertEquals("1:hi", socket.text("hi").nextFrame());
            http.close();
            assertTrue(socket.nextFrame().startsWith("8:1001 "));
        }
        assertThrows(IOException.class, http::raw);
    }

    @Test
    void shouldCloseWith1011WhenTheHandlerFails() throws Exception {
        Route broken =
                Route.of(
                        "GET",
                        "/ws",
                        request ->
                                Response.upgrade(
                                        socket -> {
                                            throw new IllegalStateException("a bug, on purpose");
                                        }));
        try (TestHttp http = TestHttp.start(broken);
                RawSocket socket = http.raw()) {
            socket.upgrade("/ws");
            assertEquals("8:1011 internal error", socket.nextFrame());
        }
    }

    @Test
    void shouldRefuseForeignOrigins() throws Exception {
        try (TestHttp http = start(WebSocketSettings.defaults(), "https://app.example")) {
            try (RawSocket socket = http.raw()) {
                String answer = socket.upgrade("/ws", "Origin: https://evil.example");
                assertTrue(
                        answer.startsWith("HTTP/1.1 403 ") && answer.contains("foreign-origin"),
                        answer);
            }
            try (RawSocket socket = http.raw()) {
                assertTrue(
                        socket.upgrade("/ws", "Origin: https://APP.example")
                                .startsWith("HTTP/1.1 101 "));
            }
            try (RawSocket socket = http.raw()) {
                assertTrue(socket.upgrade("/ws").startsWith("HTTP/1.1 101 "));
            }
        }
    }

    @Test
    void shouldAskPlainRequestsToUpgrade() throws Exception {
        try (TestHttp http = start()) {
            var response = http.get("/ws");
            assertEquals(426, response.statusCode());
            assertEquals("websocket", response.headers().firstValue("upgrade").orElse(""));
            try (RawSocket socket = http.raw()) {
                String[] lines = {
                    "GET /ws HTTP/1.1",
                    "Host: h",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: short"
                };
                socket.send(String.join("\r\n", lines) + "\r\n\r\n");
                assertTrue(socket.response().startsWith("HTTP/1.1 400 "));
            }
        }
    }
}
