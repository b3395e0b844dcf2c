package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.http.HttpServer;
import io.ringway.signaling.http.HttpSettings;
import io.ringway.signaling.http.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sip.SipException;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WebSocketTransportTest {

    private static final String REQUEST =
            """
            REGISTER sip:example.com SIP/2.0
            Via: SIP/2.0/WS df7jal23ls0d.invalid;branch=z9hG4bK%s
            Max-Forwards: 70
            From: <sip:alice@example.com>;tag=1
            To: <sip:alice@example.com>
            Call-ID: %s
            CSeq: 1 REGISTER
            Contact: <sip:alice@df7jal23ls0d.invalid;transport=ws>

            """
                    .replace("\n", "\r\n");

    /** A browser. */
    private static final class Client implements WebSocket.Listener {
        final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                received.add(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    private static WebSocket open(TestStack stack, Client client, String... subprotocols) {
        return open(stack.port(SipTransport.WS), "/", client, subprotocols);
    }

    private static WebSocket open(int port, String path, Client client, String... subprotocols) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (subprotocols.length > 0) {
            builder.subprotocols(subprotocols[0]);
        }
        return builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), client).join();
    }

    private static String await(Client client) throws InterruptedException {
        String message = client.received.poll(TestStack.PATIENCE_S, TimeUnit.SECONDS);
        assertNotNull(message, "nothing came");
        return message;
    }

    @Test
    void shouldAnswerTextAndBinaryFrames() throws Exception {
        try (TestStack stack = TestStack.start(SipTransport.WS)) {
            Client client = new Client();
            WebSocket socket = open(stack, client, "sip");
            assertEquals("sip", socket.getSubprotocol());

            socket.sendText(REQUEST.formatted("a1", "a1"), true).join();
            String answer = await(client);
            assertTrue(answer.startsWith("SIP/2.0 200 OK\r\n"), answer);
            assertTrue(answer.contains("received=127.0.0.1"), answer);

            byte[] binary = REQUEST.formatted("a2", "a2").getBytes(StandardCharsets.UTF_8);
            socket.sendBinary(ByteBuffer.wrap(binary), true).join();
            assertTrue(await(client).contains("Call-ID: a2"));
            socket.abort();
        }
    }

    @Test
    void shouldCallClientAlongItsConnection() throws Exception {
        try (TestStack stack = TestStack.start(SipTransport.WS)) {
            Client client = new Client();
            WebSocket socket = open(stack, client, "sip");
            socket.sendText(REQUEST.formatted("b1", "b1"), true).join();
            await(client);
            SipFlow flow = stack.sip.flowOf(stack.awaitRequest());
            assertEquals(SipTransport.WS, flow.transport());

            Request call =
                    stack.request(Request.OPTIONS, "sip:alice@df7jal23ls0d.invalid;transport=ws");
            stack.sip.sendBy(call, flow);
            stack.send(call);
            String request = await(client);
            assertTrue(request.startsWith("OPTIONS sip:alice@df7jal23ls0d.invalid"), request);
            socket.sendText(answer(request), true).join();
            assertEquals(200, stack.awaitResponse().getStatusCode());

            socket.abort();
            assertEquals(flow, stack.closedFlows.poll(10, TimeUnit.SECONDS));
            assertFalse(flow.isOpen());
            Request late = stack.request(Request.OPTIONS, "sip:alice@x.invalid;transport=ws");
            stack.sip.sendBy(late, flow);
            assertThrows(SipException.class, () -> stack.send(late));
        }
    }

    /** A 200 with the headers of the request that must be copied. */
    private static String answer(String request) {
        StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
        for (String line : request.split("\r\n")) {
            if (line.matches("(Via|From|To|Call-ID|CSeq):.*")) {
                answer.append(line.startsWith("To:") ? line + ";tag=2" : line).append("\r\n");
            }
        }
        return answer.append("Content-Length: 0\r\n\r\n").toString();
    }

    @Test
    void shouldShareHttpPort() throws Exception {
        try (TestStack stack = TestStack.start(SipTransport.WS);
                HttpServer http =
                        HttpServer.start(
                                HttpSettings.defaults().at("127.0.0.1", 0),
                                new Router(List.of(stack.sip.webSocketRoute("/sip")), null),
                                stack.counters)) {
            Client client = new Client();
            WebSocket socket = open(http.port(), "/sip", client, "sip");
            socket.sendText("\r\n\r\n", true).join();
            assertEquals("\r\n", await(client));
            socket.sendText(REQUEST.formatted("c1", "c1"), true).join();
            assertTrue(await(client).startsWith("SIP/2.0 200 OK\r\n"));

            SipFlow flow = stack.sip.flowOf(stack.awaitRequest());
            Request call = stack.request(Request.OPTIONS, "sip:alice@x.invalid;transport=ws");
            stack.sip.sendBy(call, flow);
            stack.send(call);
            socket.sendText(answer(await(client)), true).join();
            assertEquals(200, stack.awaitResponse().getStatusCode());
            socket.abort();
            assertEquals(flow, stack.closedFlows.poll(10, TimeUnit.SECONDS));

            assertThrows(CompletionException.class, () -> open(http.port(), "/sip", new Client()));
        }
    }

    @Test
    void shouldAnswerDoubleLineEndsByOne() throws Exception {
        try (TestStack stack = TestStack.start(SipTransport.WS)) {
            Client client = new Client();
            WebSocket socket = open(stack, client, "sip");
            socket.sendText("\r\n\r\n", true).join();
            assertEquals("\r\n", await(client));
            socket.abort();
        }
    }

    @Test
    void shouldRefuseClientThatDoesNotOfferSip() throws Exception {
        try (TestStack stack = TestStack.start(SipTransport.WS)) {
            CompletionException refused =
                    assertThrows(CompletionException.class, () -> open(stack, new Client()));
            WebSocketHandshakeException cause =
                    assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
            assertEquals(400, cause.getResponse().statusCode());
        }
    }
}
