package io.ringway.server.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringway.server.config.Configuration;
import io.ringway.server.config.SettingCatalog;
import io.ringway.server.config.SettingLayers;
import io.ringway.server.wiring.Ringway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole server on free ports of 127.0.0.1, as {@code ringway demo} starts it. */
public final class TestServer implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("http://[^:]+:(\\d+)/");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ringway server = new Ringway("test");
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final int port;

    private TestServer(Path folder, Map<String, String> settings) {
        this.folder = folder;
        try {
            server.start(configuration(folder, settings));
            Matcher found = PORT.matcher(server.readyLine());
            if (!found.find()) {
                throw new IllegalStateException("no port in: " + server.readyLine());
            }
            port = Integer.parseInt(found.group(1));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a server.
     *
     * @param folder for recordings and WAV files
     * @param settings what is to be otherwise than in the demo
     */
    public static TestServer start(Path folder, Map<String, String> settings) {
        return new TestServer(folder, settings);
    }

    private static Configuration configuration(Path folder, Map<String, String> settings) {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("listen-address", "127.0.0.1");
        flags.put("local-addresses", "127.0.0.1");
        flags.put("http-port", "0");
        flags.put("media-port", "0");
        flags.put("stun-servers", "");
        flags.put("sip", "false");
        flags.put("warm-up", "false");
        flags.put("sink-dir", folder.resolve("sink").toString());
        flags.put("recording-dir", folder.resolve("recordings").toString());
        flags.putAll(settings);
        SettingLayers layers = new SettingLayers(SettingCatalog.load());
        layers.preset("/ringway-demo.properties", "demo");
        layers.flags(flags);
        return Configuration.of(layers.resolve());
    }

    /** Where it listens for SIP over UDP and TCP; 0 when it does not. */
    public int sipPort() {
        return server.sipPort();
    }

    /** Where it listens for HTTP and WebSockets. */
    public int httpPort() {
        return port;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    public String webSocketUrl(String path) {
        return "ws://127.0.0.1:" + port + path;
    }

    /** The WAV file of one received stream of a session. */
    public Path wav(String sessionId, int leg) {
        return folder.resolve("sink").resolve(sessionId + "-" + leg + ".wav");
    }

    /** A recording by its name in the statistics. */
    public Path recording(String name) {
        return folder.resolve("recordings").resolve(name);
    }

    /** The session as the server tells it; null when there is none (any more). */
    public JsonNode session(String id) throws IOException, InterruptedException {
        HttpResponse<String> response = get("/sessions/" + id);
        return response.statusCode() == 404 ? null : JSON.readTree(response.body());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String contentType, String body)
            throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Deletes what is at a path; the response's status. */
    public int delete(String path) throws IOException, InterruptedException {
        return http.send(request(path).DELETE().build(), BodyHandlers.discarding()).statusCode();
    }

    /** One of the counters on the metrics page; 0 when it is not there. */
    public double metric(String line) throws IOException, InterruptedException {
        Matcher found =
                Pattern.compile("(?m)^" + Pattern.quote(line) + " (\\S+)$")
                        .matcher(get("/metrics").body());
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path)));
    }

    @Override
    public void close() {
        http.close();
        server.drain();
        server.close();
    }
}
