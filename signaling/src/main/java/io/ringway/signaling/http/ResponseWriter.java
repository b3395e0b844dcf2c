package io.ringway.signaling.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Writes one response, waiting for the peer to take it. Thread: the exchange's. */
final class ResponseWriter {

    private static final int CHUNK_BYTES = 64 << 10;

    private final Channel channel;
    private final HttpVersion version;
    private final boolean headOnly;

    ResponseWriter(Channel channel, HttpRequest request) {
        this.channel = channel;
        this.version = request.protocolVersion();
        this.headOnly = request.method().equals(HttpMethod.HEAD);
    }

    /** Whether the response's end can be told without closing: HTTP/1.0 knows no chunks. */
    boolean selfDelimiting(Response response) {
        return !(response.body() instanceof Body.Events) || version.equals(HttpVersion.HTTP_1_1);
    }

    /** False when the peer was gone before the end. */
    boolean write(Response response, boolean keepAlive) throws InterruptedException, IOException {
        return switch (response.body()) {
            case Body.Bytes bytes -> await(full(response, version, headOnly, keepAlive));
            case Body.FileSlice slice -> {
                HttpResponse head = head(response, keepAlive);
                head.headers().set(HttpHeaderNames.CONTENT_LENGTH, slice.lengthBytes());
                yield await(head)
                        && (headOnly || copy(slice))
                        && await(LastHttpContent.EMPTY_LAST_CONTENT);
            }
            case Body.Events(EventFeed feed) -> {
                HttpResponse head = head(response, keepAlive);
                if (version.equals(HttpVersion.HTTP_1_1)) {
                    head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
                }
                yield await(head) && stream(feed) && await(LastHttpContent.EMPTY_LAST_CONTENT);
            }
            case Body.Upgrade upgrade ->
                    throw new IllegalStateException("an upgrade is not written here");
        };
    }

    /** A response of bytes as one message. Thread: any. */
    static FullHttpResponse full(
            Response response, HttpVersion version, boolean headOnly, boolean keepAlive) {
        byte[] bytes =
                response.body() instanceof Body.Bytes(byte[] content) ? content : new byte[0];
        FullHttpResponse message =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(response.status()),
                        headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes));
        setHeaders(message, response, version, keepAlive);
        // RFC 9110 §8.6: no Content-Length in 204, and none in 304 unless it is the full answer's.
        if (response.status() != 204 && response.status() != 304) {
            message.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
        }
        return message;
    }

    private HttpResponse head(Response response, boolean keepAlive) {
        HttpResponse head =
                new DefaultHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
        setHeaders(head, response, version, keepAlive);
        return head;
    }

    private static void setHeaders(
            HttpResponse message, Response response, HttpVersion version, boolean keepAlive) {
        for (Header header : response.headers()) {
            message.headers().add(header.name(), header.value());
        }
        message.headers()
                .set(
                        HttpHeaderNames.DATE,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC)));
        if (!keepAlive) {
            message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (version.equals(HttpVersion.HTTP_1_0)) {
            message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    private boolean stream(EventFeed feed) throws InterruptedException {
        if (!headOnly) {
            feed.run(new EventSink(channel));
        }
        return channel.isActive();
    }

    private boolean copy(Body.FileSlice slice) throws IOException, InterruptedException {
        try (FileChannel file = FileChannel.open(slice.file(), StandardOpenOption.READ)) {
            long position = slice.offset();
            long left = slice.lengthBytes();
            while (left > 0) {
                ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, left));
                int read = file.read(chunk, position);
                if (read <= 0) {
                    throw new IOException(
                            slice.file().getFileName() + " ended " + left + " bytes early");
                }
                if (!await(new DefaultHttpContent(Unpooled.wrappedBuffer(chunk.flip())))) {
                    return false;
                }
                position += read;
                left -= read;
            }
        }
        return true;
    }

    private boolean await(Object message) throws InterruptedException {
        return channel.writeAndFlush(message).await().isSuccess();
    }
}
