package io.ringway.server.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.media.LocalTransport;
import io.ringway.media.ice.IceCandidate;
import io.ringway.signaling.http.Json;
import io.ringway.signaling.sdp.SdpFragment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * WHIP (RFC 9725): the offer is posted and the answer comes back; a DELETE of what {@code Location}
 * names ends the session.
 */
final class WhipSignaling implements Signaling {

    private static final int MAX_SHOWN_CHARS = 300;
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final HttpClient http;
    private final CallUrl url;
    private final Duration timeout;
    private final Consumer<CallEvent> events;
    private @Nullable URI session;
    private String entityTag = "";

    WhipSignaling(HttpClient http, CallUrl url, long timeoutMs, Consumer<CallEvent> events) {
        this.http = http;
        this.url = url;
        this.timeout = Duration.ofMillis(timeoutMs);
        this.events = events;
    }

    @Override
    public void offer(String sdp) throws CallException, InterruptedException {
        HttpResponse<String> response =
                send(
                        HttpRequest.newBuilder(url.uri())
                                .timeout(timeout)
                                .header("Content-Type", "application/sdp")
                                .header("Accept", "application/sdp")
                                .POST(BodyPublishers.ofString(sdp)));
        int status = response.statusCode();
        // RFC 9725 §4.2 says 201; servers that only echo say 200 and name no session.
        if (status != 201 && status != 200) {
            throw new CallException(
                    "%s refuses the offer with HTTP status %d%s"
                            .formatted(url, status, explanation(response)));
        }
        session = response.headers().firstValue("Location").map(url.uri()::resolve).orElse(null);
        entityTag = response.headers().firstValue("ETag").orElse("");
        events.accept(new CallEvent.Answered(response.body()));
    }

    @Override
    public void answer(String sdp) throws CallException {
        throw new CallException("a WHIP server never offers");
    }

    @Override
    public void trickle(IceCandidate candidate, LocalTransport local, String mid)
            throws CallException, InterruptedException {
        URI target = session;
        if (target == null) {
            return;
        }
        HttpRequest.Builder patch =
                HttpRequest.newBuilder(target)
                        .timeout(timeout)
                        .header("Content-Type", SdpFragment.MEDIA_TYPE)
                        .method(
                                "PATCH",
                                BodyPublishers.ofString(SdpFragment.of(local, mid, false).toSdp()));
        HttpResponse<String> response =
                send(entityTag.isEmpty() ? patch : patch.header("If-Match", entityTag));
        if (response.statusCode() / 100 != 2) {
            events.accept(
                    new CallEvent.Refused(
                            "trickle", "status " + response.statusCode() + explanation(response)));
        }
    }

    @Override
    public void close() throws InterruptedException {
        URI target = session;
        session = null;
        if (target == null) {
            return;
        }
        try {
            send(HttpRequest.newBuilder(target).timeout(GOODBYE).DELETE());
        } catch (CallException e) {
            events.accept(new CallEvent.Refused("goodbye", e.getMessage()));
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws CallException, InterruptedException {
        try {
            return http.send(
                    request.build(),
                    BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BODY_BYTES));
        } catch (IOException e) {
            throw ConnectFailure.of(url, e);
        } catch (IllegalArgumentException e) {
            throw new CallException("%s names no usable session: %s".formatted(url, e), e);
        }
    }

    /** What a body says of the failure: a problem's detail (RFC 9457), or its beginning. */
    private static String explanation(HttpResponse<String> response) {
        String body = response.body().strip();
        String text = detailOf(body);
        String shown = text.substring(0, Math.min(text.length(), MAX_SHOWN_CHARS));
        return shown.isEmpty() ? "" : ": " + shown;
    }

    private static String detailOf(String body) {
        if (!body.startsWith("{")) {
            return body;
        }
        try {
            JsonNode problem = Json.read(body.getBytes(StandardCharsets.UTF_8));
            return problem.path("detail").asText(problem.path("title").asText(body));
        } catch (IOException e) {
            return body + " (" + Json.reason(e) + ")";
        }
    }
}
