package io.ringway.signaling.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An answer; immutable. Content-Length, Date and Connection are the server's business. */
public record Response(int status, List<Header> headers, Body body) {

    public Response {
        headers = List.copyOf(headers);
    }

    public static Response empty(int status) {
        return new Response(status, List.of(), Body.Bytes.NONE);
    }

    public static Response of(int status, String contentType, byte[] body) {
        return new Response(
                status, List.of(new Header("Content-Type", contentType)), new Body.Bytes(body));
    }

    public static Response text(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A value Jackson can write, as JSON nobody caches. */
    public static Response json(int status, Object value) {
        return of(status, "application/json", Json.bytes(value)).with("Cache-Control", "no-store");
    }

    public static Response events(EventFeed feed) {
        return new Response(
                        200,
                        List.of(new Header("Content-Type", "text/event-stream")),
                        new Body.Events(feed))
                .with("Cache-Control", "no-store")
                .with("X-Accel-Buffering", "no");
    }

    /** Makes the connection a WebSocket run by the handler. */
    public static Response upgrade(WebSocketHandler handler) {
        return new Response(101, List.of(), new Body.Upgrade(handler));
    }

    public Response with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(status, more, body);
    }
}
