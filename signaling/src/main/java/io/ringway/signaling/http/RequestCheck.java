package io.ringway.signaling.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** What a request's head must fulfil before its body is read (RFC 9110, RFC 9112). */
final class RequestCheck {

    private RequestCheck() {}

    /** Null when the request may go on. */
    static @Nullable Problem ofHead(HttpRequest request, HttpSettings settings) {
        if (request.protocolVersion().majorVersion() != 1) {
            return Problem.of(505, "http-version", "this port speaks HTTP/1.1");
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        boolean modern = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0;
        if (hosts > 1 || (modern && hosts == 0)) {
            return Problem.of(
                    400, "bad-host", "a request needs exactly one Host header, got " + hosts);
        }
        String expect = request.headers().get(HttpHeaderNames.EXPECT);
        if (expect != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expect)) {
            return Problem.of(
                    417, "expectation-failed", "the only expectation met is 100-continue");
        }
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        boolean tooLong =
                length != null
                        && (length.length() > 12
                                || Long.parseLong(length) > settings.maxBodyBytes());
        return tooLong ? bodyTooLarge(settings) : null;
    }

    static boolean expectsContinue(HttpRequest request) {
        return request.headers().contains(HttpHeaderNames.EXPECT)
                && request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0;
    }

    static Problem ofDecoderFailure(Throwable cause, HttpSettings settings) {
        return switch (cause) {
            case TooLongHttpLineException e ->
                    Problem.of(
                            414,
                            "uri-too-long",
                            "the request line must be at most "
                                    + settings.maxHeaderBytes()
                                    + " bytes");
            case TooLongHttpHeaderException e ->
                    Problem.of(
                            431,
                            "headers-too-large",
                            "the headers must be at most " + settings.maxHeaderBytes() + " bytes");
            default -> Problem.of(400, "bad-request", "this is not a well-formed HTTP/1.1 request");
        };
    }

    static Problem bodyTooLarge(HttpSettings settings) {
        return Problem.of(
                413,
                "body-too-large",
                "the body must be at most " + settings.maxBodyBytes() + " bytes");
    }
}
