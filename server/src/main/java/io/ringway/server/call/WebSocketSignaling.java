package io.ringway.server.call;

import io.ringway.media.LocalTransport;
import io.ringway.media.ice.IceCandidate;
import io.ringway.signaling.http.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON messages over a WebSocket: offer, answer, candidate, error. */
final class WebSocketSignaling implements Signaling {

    private static final long GOODBYE_MS = 1_000;

    private final HttpClient http;
    private final CallUrl url;
    private final long timeoutMs;
    private final Consumer<CallEvent> events;
    private @Nullable WebSocket socket;

    /**
     * @param events hears what the server says, on threads of the client's
     */
    WebSocketSignaling(HttpClient http, CallUrl url, long timeoutMs, Consumer<CallEvent> events) {
        this.http = http;
        this.url = url;
        this.timeoutMs = timeoutMs;
        this.events = events;
    }

    @Override
    public void offer(String sdp) throws CallException, InterruptedException {
        socket = await(http.newWebSocketBuilder().buildAsync(url.uri(), new Incoming(events)));
        send(Map.of("type", "offer", "sdp", sdp));
    }

    @Override
    public void answer(String sdp) throws CallException, InterruptedException {
        send(Map.of("type", "answer", "sdp", sdp));
    }

    @Override
    public void trickle(IceCandidate candidate, LocalTransport local, String mid)
            throws CallException, InterruptedException {
        Map<String, Object> init = new LinkedHashMap<>();
        init.put("candidate", candidate.toSdp());
        init.put("sdpMid", mid);
        init.put("sdpMLineIndex", 0);
        send(Map.of("type", "candidate", "candidate", init));
    }

    @Override
    public void close() throws InterruptedException {
        WebSocket open = socket;
        socket = null;
        if (open == null || open.isOutputClosed()) {
            return;
        }
        try {
            open.sendClose(WebSocket.NORMAL_CLOSURE, "hangup")
                    .get(GOODBYE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            open.abort();
        }
    }

    private void send(Map<String, Object> message) throws CallException, InterruptedException {
        WebSocket open = socket;
        if (open != null && !open.isOutputClosed()) {
            await(open.sendText(Json.text(message), true));
        }
    }

    private <T> T await(CompletableFuture<T> step) throws CallException, InterruptedException {
        try {
            return step.get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            step.cancel(true);
            throw ConnectFailure.of(url, e);
        }
    }

    /** Puts frames together and tells what they say. Thread: the client's, one at a time. */
    private static final class Incoming implements WebSocket.Listener {

        private static final int MAX_MESSAGE_CHARS = 1 << 20;

        private final Consumer<CallEvent> events;
        private final StringBuilder message = new StringBuilder();

        Incoming(Consumer<CallEvent> events) {
            this.events = events;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            if (message.length() + data.length() > MAX_MESSAGE_CHARS) {
                events.accept(new CallEvent.SignalingEnded("it sent an endless message"));
                from.abort();
                return null;
            }
            message.append(data);
            if (last) {
                tell(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void tell(String text) {
            try {
                CallEvent event = ServerMessageReader.read(text);
                if (event != null) {
                    events.accept(event);
                }
            } catch (IOException e) {
                events.accept(new CallEvent.Refused("unreadable-message", Json.reason(e)));
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            String why = reason.isEmpty() ? "" : ", " + reason;
            events.accept(new CallEvent.SignalingEnded("WebSocket closed with " + code + why));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            events.accept(new CallEvent.SignalingEnded("WebSocket broke: " + failure));
        }
    }
}
