package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Signaling over {@code /ws} for peers that cannot do it themselves. */
final class SocketWords implements AutoCloseable, WebSocket.Listener {

    private static final long LIMIT_S = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder begun = new StringBuilder();
    private final WebSocket socket;

    SocketWords(String url) {
        socket = http.newWebSocketBuilder().buildAsync(URI.create(url), this).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        begun.append(text);
        if (last) {
            heard.add(begun.toString());
            begun.setLength(0);
        }
        from.request(1);
        return null;
    }

    /** The next message of a type; others are passed over. */
    JsonNode await(String type) throws InterruptedException, IOException {
        while (true) {
            String text = heard.poll(LIMIT_S, TimeUnit.SECONDS);
            assertNotNull(text, "no " + type + " within " + LIMIT_S + " s");
            JsonNode message = JSON.readTree(text);
            if (message.path("type").asText().equals(type)) {
                return message;
            }
        }
    }

    void send(Map<String, ?> message) throws IOException {
        socket.sendText(JSON.writeValueAsString(message), true).join();
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
        http.close();
    }
}
