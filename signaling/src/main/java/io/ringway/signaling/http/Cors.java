package io.ringway.signaling.http;

import java.util.List;
import java.util.Locale;

/** Cross-origin rules for pages of other origins (WHATWG Fetch §3.2). */
final class Cors {

    private static final String ALLOWED_HEADERS =
            "Accept, Authorization, Content-Type, If-Match, If-None-Match, Last-Event-ID, Range";
    private static final String EXPOSED_HEADERS =
            "Accept-Patch, Accept-Post, Content-Range, ETag, Link, Location, Retry-After, X-Conversation-Id";
    private static final String MAX_AGE_SECONDS = "7200";

    private final List<String> origins;
    private final boolean any;

    Cors(List<String> origins) {
        this.origins = origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
        this.any = origins.contains("*");
    }

    /** Whether OPTIONS asks for permission rather than for options. */
    static boolean isPreflight(Request request) {
        return request.method().equals("OPTIONS")
                && request.header("origin").isPresent()
                && request.header("access-control-request-method").isPresent();
    }

    /**
     * Adds what a permitted origin needs; others get no such header and their browser keeps the
     * answer from the page.
     *
     * @param allowedMethods of the path, for preflights
     */
    Response decorate(Request request, Response response, String allowedMethods) {
        String origin = request.header("origin").orElse("");
        Response varied = any ? response : response.with("Vary", "Origin");
        if (!permits(origin)) {
            return varied;
        }
        Response open = varied.with("Access-Control-Allow-Origin", any ? "*" : origin);
        if (!isPreflight(request)) {
            return open.with("Access-Control-Expose-Headers", EXPOSED_HEADERS);
        }
        return open.with("Access-Control-Allow-Methods", allowedMethods)
                .with("Access-Control-Allow-Headers", ALLOWED_HEADERS)
                .with("Access-Control-Max-Age", MAX_AGE_SECONDS);
    }

    private boolean permits(String origin) {
        return !origin.isEmpty() && (any || origins.contains(origin.toLowerCase(Locale.ROOT)));
    }
}
