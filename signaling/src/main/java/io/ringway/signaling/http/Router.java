package io.ringway.signaling.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the route of a request and checks what can be checked before its handler: path, method,
 * media types, length.
 *
 * <p>Thread: any; the routes never change.
 */
public final class Router {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final List<Route> routes;
    private final @Nullable StaticFiles files;

    /**
     * @param routes the first that fits is taken
     * @param files serves GETs no route's path fits; null for none
     */
    public Router(List<Route> routes, @Nullable StaticFiles files) {
        this.routes = List.copyOf(routes);
        this.files = files;
    }

    /** Answers, whatever happens: errors become problem documents. */
    Response handle(Request request) {
        try {
            return dispatch(request);
        } catch (ProblemException e) {
            return e.problem().response();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Problem.of(503, "shutting-down", "the server is shutting down").response();
        } catch (Exception | StackOverflowError | AssertionError e) {
            LOG.error(
                    "request failed method={} path={}",
                    request.method(),
                    request.target().path(),
                    e);
            return Problem.of(
                            500, "internal-error", "the server failed to answer; its log says why")
                    .response();
        }
    }

    /** Methods some route offers on the path, comma-separated; empty when no route has the path. */
    String allowed(RequestTarget target) {
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (target.isServer() || route.path().match(target.segments()) != null) {
                methods.add(route.method());
            }
        }
        if (methods.isEmpty()) {
            return "";
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    private Response dispatch(Request request) throws Exception {
        String sought = request.method().equals("HEAD") ? "GET" : request.method();
        for (Route route : routes) {
            Map<String, String> values = route.path().match(request.target().segments());
            if (values != null && route.method().equals(sought)) {
                check(route, request);
                return route.handler().handle(request.at(values));
            }
        }
        return withoutRoute(request, sought);
    }

    private Response withoutRoute(Request request, String sought) {
        String allowed = allowed(request.target());
        if (allowed.isEmpty() && files != null) {
            return files.answer(request);
        }
        if (allowed.isEmpty()) {
            throw notFound(request.target().path());
        }
        if (sought.equals("OPTIONS")) {
            return options(request, allowed);
        }
        throw new ProblemException(
                Problem.of(
                                405,
                                "method-not-allowed",
                                request.method()
                                        + " is not possible on "
                                        + request.target().path()
                                        + "; possible are "
                                        + allowed)
                        .with("Allow", allowed));
    }

    /** RFC 9110 §9.3.7; RFC 9725 §4.1 wants Accept-Post there. */
    private Response options(Request request, String allowed) {
        Response response = Response.empty(204).with("Allow", allowed);
        for (Route route : routes) {
            if (!route.consumes().isEmpty()
                    && route.path().match(request.target().segments()) != null) {
                response = acceptable(response, route);
            }
        }
        return response;
    }

    private static Response acceptable(Response response, Route route) {
        return switch (route.method()) {
            case "POST" -> response.with("Accept-Post", typesOf(route));
            case "PATCH" -> response.with("Accept-Patch", typesOf(route));
            default -> response;
        };
    }

    private static void check(Route route, Request request) {
        boolean takesBody = !route.consumes().isEmpty();
        if (takesBody && !route.consumes().contains(request.mediaType())) {
            Problem problem =
                    Problem.of(
                            415,
                            "unsupported-media-type",
                            "Content-Type must be "
                                    + typesOf(route)
                                    + ", got '"
                                    + request.mediaType()
                                    + "'");
            for (Header header : acceptable(Response.empty(415), route).headers()) {
                problem = problem.with(header.name(), header.value());
            }
            throw new ProblemException(problem);
        }
        boolean framed =
                request.headers().contains("content-length")
                        || request.headers().contains("transfer-encoding");
        if (takesBody && !framed) {
            throw new ProblemException(
                    Problem.of(
                            411,
                            "length-required",
                            "the request needs a body with Content-Length or chunked"));
        }
        String produces = route.produces();
        if (!produces.isEmpty() && !Accept.admits(request.header("accept").orElse(""), produces)) {
            throw new ProblemException(
                    Problem.of(
                            406,
                            "not-acceptable",
                            "the answer is " + produces + ", which Accept does not admit"));
        }
    }

    static ProblemException notFound(String path) {
        return new ProblemException(Problem.of(404, "not-found", "there is nothing at " + path));
    }

    private static String typesOf(Route route) {
        return String.join(", ", new ArrayList<>(new TreeSet<>(route.consumes())));
    }
}
