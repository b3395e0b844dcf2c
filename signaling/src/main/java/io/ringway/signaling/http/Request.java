package io.ringway.signaling.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One complete request within all limits.
 *
 * @param method in upper case as received
 * @param target path and query, decoded
 * @param pathValues what the route's template found, decoded
 * @param body may be empty
 * @param remoteAddress for logs
 */
public record Request(
        String method,
        RequestTarget target,
        Map<String, String> pathValues,
        HttpHeaders headers,
        byte[] body,
        String remoteAddress) {

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** A query parameter's first value. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(target.query().get(name));
    }

    /** A value from the path; the route's template must have it. */
    public String pathValue(String name) {
        String value = pathValues.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + name + "}");
        }
        return value;
    }

    /** Content-Type without parameters, in lower case; empty when there is none. */
    public String mediaType() {
        String type = headers.get("content-type", "");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    /**
     * The body as text.
     *
     * @throws ProblemException 400 when it is not UTF-8
     */
    public String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(
                    Problem.of(400, "not-utf-8", "the body must be UTF-8 text"), e);
        }
    }

    Request at(Map<String, String> values) {
        return new Request(method, target, values, headers, body, remoteAddress);
    }
}
