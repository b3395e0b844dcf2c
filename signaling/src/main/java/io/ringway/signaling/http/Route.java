package io.ringway.signaling.http;

import java.util.Set;

/** One method on one path, with what goes in and what comes out. Immutable. */
public final class Route {

    private final String method;
    private final PathTemplate path;
    private final Set<String> consumes;
    private final String produces;
    private final Handler handler;

    private Route(
            String method,
            PathTemplate path,
            Set<String> consumes,
            String produces,
            Handler handler) {
        this.method = method;
        this.path = path;
        this.consumes = consumes;
        this.produces = produces;
        this.handler = handler;
    }

    /**
     * @param path literal segments and {@code {named}} ones
     */
    public static Route of(String method, String path, Handler handler) {
        return new Route(method, PathTemplate.of(path), Set.of(), "", handler);
    }

    /** The same, refusing bodies of other media types with 415 and absent ones with 411. */
    public Route consuming(String... mediaTypes) {
        return new Route(method, path, Set.of(mediaTypes), produces, handler);
    }

    /** The same, refusing clients that do not accept this media type with 406. */
    public Route producing(String mediaType) {
        return new Route(method, path, consumes, mediaType, handler);
    }

    String method() {
        return method;
    }

    PathTemplate path() {
        return path;
    }

    Set<String> consumes() {
        return consumes;
    }

    String produces() {
        return produces;
    }

    Handler handler() {
        return handler;
    }
}
