package io.ringway.signaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.media.ice.IceCandidate;
import io.ringway.signaling.http.Json;
import io.ringway.signaling.http.RawSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of {@code /ws}. */
public final class GatewayClient implements AutoCloseable {

    private static final Pattern SESSION_ID = Pattern.compile("(?i)x-session-id: (\\S+)");

    public final RawSocket socket;
    private final String id;

    public GatewayClient(TestSignaling signaling, String path) throws IOException {
        socket = new RawSocket(signaling.server.port());
        String head = socket.upgrade(path);
        Matcher matcher = SESSION_ID.matcher(head);
        if (!head.startsWith("HTTP/1.1 101 ") || !matcher.find()) {
            throw new IOException("no upgrade: " + head);
        }
        id = matcher.group(1);
    }

    public GatewayClient(TestSignaling signaling) throws IOException {
        this(signaling, "/ws");
    }

    public String id() {
        return id;
    }

    public GatewayClient offer(String sdp) throws IOException {
        return say(Map.of("type", "offer", "sdp", sdp));
    }

    public GatewayClient candidate(IceCandidate candidate) throws IOException {
        return say(
                Map.of(
                        "type",
                        "candidate",
                        "candidate",
                        Map.of("candidate", candidate.toSdp(), "sdpMid", "0", "sdpMLineIndex", 0)));
    }

    public GatewayClient say(Object message) throws IOException {
        socket.text(Json.text(message));
        return this;
    }

    /** The next message; fails on a close frame. */
    public JsonNode next() throws IOException {
        String frame = nextFrame();
        if (!frame.startsWith("1:")) {
            throw new IOException("expected a message, got " + frame);
        }
        return Json.read(frame.substring(2).getBytes(StandardCharsets.UTF_8));
    }

    /** The next message, which has to be of that type. */
    public JsonNode next(String type) throws IOException {
        JsonNode message = next();
        if (!message.path("type").asText().equals(type)) {
            throw new IOException("expected " + type + ", got " + message);
        }
        return message;
    }

    /** The next error's code. */
    public String nextError() throws IOException {
        JsonNode error = next("error");
        if (error.path("message").asText().length() < 10) {
            throw new IOException("the error says too little: " + error);
        }
        return error.path("code").asText();
    }

    /** The next frame that is no ping; see {@link RawSocket#nextFrame}. */
    public String nextFrame() throws IOException {
        String frame = socket.nextFrame();
        while (frame.startsWith("9:")) {
            frame = socket.nextFrame();
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
