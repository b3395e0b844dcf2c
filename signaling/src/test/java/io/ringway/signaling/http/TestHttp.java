package io.ringway.signaling.http;

import io.ringway.media.counters.Counters;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A server on a free port with a client that knows it. */
final class TestHttp implements AutoCloseable {

    final HttpServer server;
    final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestHttp(HttpServer server) {
        this.server = server;
    }

    static TestHttp start(HttpSettings settings, StaticFiles files, Route... routes)
            throws IOException {
        return new TestHttp(
                HttpServer.start(
                        settings, new Router(List.of(routes), files), new Counters().shared()));
    }

    static TestHttp start(HttpSettings settings, Route... routes) throws IOException {
        return new TestHttp(
                HttpServer.start(
                        settings, new Router(List.of(routes), null), new Counters().shared()));
    }

    static TestHttp start(Route... routes) throws IOException {
        return start(settings(), routes);
    }

    static HttpSettings settings() {
        return HttpSettings.defaults().at("127.0.0.1", 0);
    }

    /** Defaults on loopback, with the limits that tests play with. */
    static HttpSettings limited(
            int maxConnections, int perSecond, int burst, int idleMs, int requestMs, int writeMs) {
        HttpSettings d = settings();
        return new HttpSettings(
                d.address(),
                0,
                d.tls(),
                d.maxBodyBytes(),
                d.maxHeaderBytes(),
                maxConnections,
                perSecond,
                burst,
                idleMs,
                requestMs,
                writeMs,
                d.corsOrigins(),
                d.webSocketOrigins(),
                d.webSocket());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path))
                        .timeout(Duration.ofSeconds(20))
                        .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    RawSocket raw() throws IOException {
        return new RawSocket(server.port());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
