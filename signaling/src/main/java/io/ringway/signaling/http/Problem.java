package io.ringway.signaling.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error as a problem document (RFC 9457).
 *
 * @param code stable, for programs; the same word WebSocket error frames use
 * @param detail for people: what was wrong and what would be right
 * @param headers further headers of the response
 */
public record Problem(int status, String code, String detail, List<Header> headers) {

    public Problem {
        headers = List.copyOf(headers);
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of());
    }

    public Problem with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Problem(status, code, detail, more);
    }

    public Response response() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "about:blank");
        document.put("title", HttpResponseStatus.valueOf(status).reasonPhrase());
        document.put("status", status);
        document.put("code", code);
        document.put("detail", detail);
        Response response = Response.of(status, "application/problem+json", Json.bytes(document));
        for (Header header : headers) {
            response = response.with(header.name(), header.value());
        }
        return response;
    }
}
