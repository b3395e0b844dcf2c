package io.ringway.server.sip.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringway.server.system.Await;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Tells a baresip what to do and hears what happens: JSON in netstrings over TCP. */
final class BaresipControl implements AutoCloseable {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Socket socket;
    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private int tokens;

    private BaresipControl(Socket socket) {
        this.socket = socket;
        Thread.ofVirtual().start(this::read);
    }

    static BaresipControl connect(int port) throws IOException {
        return new BaresipControl(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
            for (int length = length(in); length >= 0; length = length(in)) {
                byte[] json = in.readNBytes(length);
                told.add(JSON.readTree(json));
                in.skipNBytes(1);
            }
        } catch (IOException e) {
            told.add(JSON.createObjectNode().put("type", "CLOSED").put("param", e.toString()));
        }
    }

    /** The number before the colon; negative at the end. */
    private static int length(DataInputStream in) throws IOException {
        int length = 0;
        for (int next = in.read(); next != ':'; next = in.read()) {
            if (next < 0) {
                return -1;
            }
            length = 10 * length + next - '0';
        }
        return length;
    }

    /** Gives a command and waits until it is taken; what came of it as text. */
    String command(String command, String parameters) throws Exception {
        String token = "t" + tokens++;
        ObjectNode json = JSON.createObjectNode();
        json.put("command", command).put("params", parameters).put("token", token);
        byte[] bytes = JSON.writeValueAsBytes(json);
        socket.getOutputStream().write((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().write(',');
        JsonNode answer =
                await(
                        "the answer to " + command,
                        ANSWER_LIMIT,
                        message -> message.path("token").asText().equals(token));
        if (!answer.path("ok").asBoolean()) {
            throw new AssertionError(command + " " + parameters + ": " + answer);
        }
        return answer.path("data").asText();
    }

    /** Waits for an event such as CALL_ESTABLISHED. */
    JsonNode awaitEvent(String type, Duration limit) throws Exception {
        return await(type, limit, message -> message.path("type").asText().equals(type));
    }

    /** How many events of a type there have been. */
    long count(String type) {
        return told.stream().filter(m -> m.path("type").asText().equals(type)).count();
    }

    private JsonNode await(String wish, Duration limit, Predicate<JsonNode> wanted)
            throws Exception {
        Await.until(wish + " of baresip's " + told, limit, () -> told, all -> found(all, wanted));
        return told.stream().filter(wanted).findFirst().orElseThrow();
    }

    private static boolean found(List<JsonNode> all, Predicate<JsonNode> wanted) {
        return all.stream().anyMatch(wanted);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
