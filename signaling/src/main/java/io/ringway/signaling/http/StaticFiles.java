package io.ringway.signaling.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Pages from the class path: whole, small files, read once.
 *
 * <p>A path maps to a resource only if every segment is a plain file name and the last one has a
 * known extension, so nothing outside the root, no folder and no class file can be named. Thread:
 * any.
 */
public final class StaticFiles {

    private static final String PLAIN_NAME = "[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127}";
    private static final int MAX_DEPTH = 8;
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; media-src 'self' blob:;"
                    + " style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("mjs", "text/javascript; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("yaml", "application/yaml"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("wasm", "application/wasm"),
                    Map.entry("wav", "audio/wav"),
                    Map.entry("ogg", "audio/ogg"));

    private final ClassLoader loader;
    private final String root;
    // Grows only by resources that exist, so it is bounded by what was packaged.
    private final Map<String, Entry> loaded = new ConcurrentHashMap<>();

    private record Entry(byte[] bytes, String etag, String type) {}

    /**
     * @param root folder on the class path without slashes at its ends, such as {@code pages}
     */
    public StaticFiles(ClassLoader loader, String root) {
        this.loader = loader;
        this.root = root;
    }

    Response answer(Request request) {
        String path = request.target().path();
        Entry entry = find(request.target().segments());
        if (entry == null) {
            throw Router.notFound(path);
        }
        String method = request.method();
        if (method.equals("OPTIONS")) {
            return Response.empty(204).with("Allow", "GET, HEAD, OPTIONS");
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            throw new ProblemException(
                    Problem.of(
                                    405,
                                    "method-not-allowed",
                                    method + " is not possible on " + path + ", only GET and HEAD")
                            .with("Allow", "GET, HEAD, OPTIONS"));
        }
        boolean known =
                EntityTag.matchesAny(request.header("if-none-match").orElse(""), entry.etag);
        Response response = known ? Response.empty(304) : Response.of(200, entry.type, entry.bytes);
        return response.with("ETag", entry.etag)
                .with("Cache-Control", "no-cache")
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    }

    private @Nullable Entry find(List<String> segments) {
        List<String> path = segments.equals(List.of("")) ? List.of("index.html") : segments;
        if (path.size() > MAX_DEPTH || !path.stream().allMatch(name -> name.matches(PLAIN_NAME))) {
            return null;
        }
        String name = String.join("/", path);
        Entry known = loaded.get(name);
        return known != null ? known : load(name);
    }

    private @Nullable Entry load(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            return null;
        }
        try (InputStream in = loader.getResourceAsStream(root + "/" + name)) {
            if (in == null) {
                return null;
            }
            byte[] bytes = in.readAllBytes();
            Entry entry = new Entry(bytes, etagOf(bytes), type);
            loaded.put(name, entry);
            return entry;
        } catch (IOException e) {
            throw new IllegalStateException("resource " + name + " cannot be read", e);
        }
    }

    private static String etagOf(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
