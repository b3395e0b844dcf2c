package io.ringway.server.command;

import io.ringway.server.StartupException;
import io.ringway.server.metrics.MetricsText;
import io.ringway.server.metrics.StatTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringway stat}: what a running server counts, read from its metrics page. */
@Command(name = "stat", description = "Shows what a running server counts, live in a terminal.")
final class StatCommand implements Callable<Integer> {

    /** Set by the launcher when standard output is a terminal. */
    private static final String TERMINAL_PROPERTY = "ringway.stdout.terminal";

    private static final String CLEAR = "\u001b[H\u001b[2J";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The server (default ${DEFAULT-VALUE}).")
    private String url = "";

    @Option(
            names = "--interval-ms",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "Time between two readings (default ${DEFAULT-VALUE}).")
    private long intervalMs;

    @Option(names = "--once", description = "Shows one reading and ends.")
    private boolean once;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        boolean terminal = Boolean.getBoolean(TERMINAL_PROPERTY);
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request = request();
            Map<String, Double> before = read(client, request);
            show(out, StatTable.render(before, before, 0), terminal && !once);
            long lastNs = System.nanoTime();
            while (!once && !out.checkError()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(intervalMs));
                Map<String, Double> now = read(client, request);
                long nowNs = System.nanoTime();
                show(out, StatTable.render(now, before, (nowNs - lastNs) / 1e9), terminal);
                before = now;
                lastNs = nowNs;
            }
        }
        return 0;
    }

    private HttpRequest request() {
        if (intervalMs < 100 || intervalMs > 3_600_000) {
            throw new StartupException(
                    "--interval-ms must be 100 to 3600000; got " + intervalMs, null);
        }
        try {
            String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            return HttpRequest.newBuilder(URI.create(base + "/metrics")).timeout(PATIENCE).build();
        } catch (IllegalArgumentException e) {
            throw new StartupException("--url must be like http://127.0.0.1:8080; got " + url, e);
        }
    }

    private static Map<String, Double> read(HttpClient client, HttpRequest request)
            throws InterruptedException {
        try {
            HttpResponse<String> page = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (page.statusCode() != 200) {
                throw new StartupException(
                        request.uri() + " answers " + page.statusCode() + "; is it a Ringway?",
                        null);
            }
            return MetricsText.parse(page.body());
        } catch (IOException e) {
            throw new StartupException(
                    "no server answers at %s (%s); start one, or name it by --url"
                            .formatted(request.uri(), e.getClass().getSimpleName()),
                    e);
        } catch (IllegalArgumentException e) {
            throw new StartupException(request.uri() + " is no metrics page: " + e.getMessage(), e);
        }
    }

    private static void show(PrintWriter out, String table, boolean live) {
        out.print(live ? CLEAR + table : table + System.lineSeparator());
        out.flush();
    }
}
