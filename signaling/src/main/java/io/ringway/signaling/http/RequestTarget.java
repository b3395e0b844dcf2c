package io.ringway.signaling.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request's path and query (RFC 9112 §3.2, origin and absolute form).
 *
 * @param path as received, still encoded: for logs and error texts
 * @param segments decoded one by one, so that an encoded slash stays inside its segment
 * @param query first value of each parameter
 */
public record RequestTarget(String path, List<String> segments, Map<String, String> query) {

    private static final int MAX_PARAMETERS = 32;

    /** Null when it is not a path, or its percent-encoding is broken. */
    static @Nullable RequestTarget parse(String uri) {
        if (uri.equals("*")) {
            return new RequestTarget(uri, List.of(uri), Map.of());
        }
        try {
            QueryStringDecoder decoder =
                    new QueryStringDecoder(
                            originForm(uri), StandardCharsets.UTF_8, true, MAX_PARAMETERS);
            String path = decoder.rawPath();
            if (!path.startsWith("/")) {
                return null;
            }
            Map<String, String> query = new LinkedHashMap<>();
            decoder.parameters().forEach((name, values) -> query.put(name, values.getFirst()));
            return new RequestTarget(path, segmentsOf(path), query);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether it is the target of {@code OPTIONS *}: the server as a whole. */
    boolean isServer() {
        return path.equals("*");
    }

    private static String originForm(String uri) {
        int scheme = uri.indexOf("://");
        if (uri.startsWith("/") || scheme < 0) {
            return uri;
        }
        int path = uri.indexOf('/', scheme + 3);
        return path < 0 ? "/" : uri.substring(path);
    }

    private static List<String> segmentsOf(String path) {
        List<String> segments = new ArrayList<>();
        for (String raw : path.substring(1).split("/", -1)) {
            segments.add(
                    QueryStringDecoder.decodeComponent(
                            raw.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return List.copyOf(segments);
    }
}
