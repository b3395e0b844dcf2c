package io.ringway.signaling.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Turns an HTTP connection into a WebSocket (RFC 6455 §4.2). */
final class WebSocketUpgrade {

    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private final WebSocketSettings settings;
    private final List<String> origins;
    private final CounterBlock counters;

    WebSocketUpgrade(HttpSettings settings, CounterBlock counters) {
        this.settings = settings.webSocket();
        this.origins =
                settings.webSocketOrigins().stream()
                        .map(origin -> origin.toLowerCase(Locale.ROOT))
                        .toList();
        this.counters = counters;
    }

    /** What keeps the request from becoming a WebSocket; null when nothing does. */
    @Nullable Problem check(Request request) {
        boolean asked =
                names(request.header("upgrade").orElse(""), "websocket")
                        && names(request.header("connection").orElse(""), "upgrade");
        if (!asked || !"13".equals(request.header("sec-websocket-version").orElse(""))) {
            return Problem.of(
                            426,
                            "upgrade-required",
                            "this path is a WebSocket (RFC 6455, version 13)")
                    .with("Upgrade", "websocket")
                    .with("Connection", "Upgrade")
                    .with("Sec-WebSocket-Version", "13");
        }
        if (!validKey(request.header("sec-websocket-key").orElse(""))) {
            return Problem.of(
                    400, "bad-websocket-key", "Sec-WebSocket-Key must be 16 bytes in Base64");
        }
        return originProblem(request.header("origin").orElse(""));
    }

    /**
     * Browsers send Origin on their own; other clients have none and are not what this guards
     * against.
     */
    private @Nullable Problem originProblem(String origin) {
        boolean foreign =
                !origin.isEmpty()
                        && !origins.isEmpty()
                        && !origins.contains("*")
                        && !origins.contains(origin.toLowerCase(Locale.ROOT));
        return foreign
                ? Problem.of(
                        403,
                        "foreign-origin",
                        "pages from " + origin + " may not open a WebSocket here")
                : null;
    }

    /**
     * Answers 101 and swaps the pipeline's protocol in one go on the event loop; null when the peer
     * is gone.
     */
    @Nullable WebSocketConnection perform(Channel channel, Request request, List<Header> headers)
            throws InterruptedException {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
        response.headers()
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(
                        HttpHeaderNames.SEC_WEBSOCKET_ACCEPT,
                        acceptOf(request.header("sec-websocket-key").orElse("")));
        headers.forEach(header -> response.headers().add(header.name(), header.value()));
        CompletableFuture<WebSocketConnection> done = new CompletableFuture<>();
        channel.eventLoop().execute(() -> swap(channel, response, done));
        try {
            return done.get();
        } catch (ExecutionException e) {
            channel.close();
            return null;
        }
    }

    private void swap(
            Channel channel,
            FullHttpResponse response,
            CompletableFuture<WebSocketConnection> done) {
        if (!channel.isActive()) {
            response.release();
            done.completeExceptionally(new IllegalStateException("connection lost"));
            return;
        }
        WebSocketConnection connection = new WebSocketConnection(channel, settings);
        channel.writeAndFlush(response);
        ChannelPipeline pipeline = channel.pipeline();
        String codec = ConnectionInitializer.CODEC;
        pipeline.addAfter(codec, "frames", new FrameDecoder(settings.maxMessageBytes()));
        pipeline.replace(
                ConnectionInitializer.CONNECTION,
                "websocket",
                new WebSocketFrames(settings, connection));
        pipeline.remove(ReadDeadline.class);
        pipeline.remove(codec);
        counters.incrementShared(Counter.WEBSOCKETS_OPENED);
        channel.read();
        done.complete(connection);
    }

    private static boolean names(String list, String token) {
        for (String member : list.split(",")) {
            if (member.trim().equalsIgnoreCase(token)) {
                return true;
            }
        }
        return false;
    }

    private static boolean validKey(String key) {
        try {
            return Base64.getDecoder().decode(key.trim()).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String acceptOf(String key) {
        try {
            byte[] joined = (key.trim() + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(joined));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
