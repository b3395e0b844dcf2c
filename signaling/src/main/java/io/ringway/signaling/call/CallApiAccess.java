package io.ringway.signaling.call;

import io.ringway.signaling.http.Problem;
import io.ringway.signaling.http.ProblemException;
import io.ringway.signaling.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * Who may see and make calls over HTTP: whoever knows the token or, while there is none, whoever
 * asks from this host itself. Calls cost money, so the door is closed until somebody opens it.
 *
 * @param token for {@code Authorization: Bearer}; empty for none
 */
public record CallApiAccess(String token) {

    /** A socket's remote address on this host, as Java writes it. */
    private static final Pattern LOOPBACK =
            Pattern.compile("/(127\\.[0-9.]+|\\[(0:0:0:0:0:0:0|:):1(%[^\\]]*)?\\]):[0-9]+");

    private static final Pattern LOCAL_ORIGIN =
            Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]+)?");

    /** Throws 401 or 403 when the request may not pass. */
    void check(Request request) {
        if (token.isEmpty()) {
            requireLoopback(request);
            return;
        }
        byte[] wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        byte[] given = request.header("authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        // Compared in constant time: an answer's delay says nothing about the token.
        if (!MessageDigest.isEqual(wanted, given)) {
            throw new ProblemException(
                    Problem.of(401, "unauthorized", "calls need Authorization: Bearer TOKEN")
                            .with("WWW-Authenticate", "Bearer"));
        }
    }

    private static void requireLoopback(Request request) {
        // A proxy on this host forwards for others, and so does a page some browser here has open.
        boolean forwarded =
                request.header("forwarded").isPresent()
                        || request.header("x-forwarded-for").isPresent();
        String origin = request.header("origin").orElse("");
        boolean foreign = !origin.isEmpty() && !LOCAL_ORIGIN.matcher(origin).matches();
        if (forwarded || foreign || !LOOPBACK.matcher(request.remoteAddress()).matches()) {
            throw new ProblemException(
                    Problem.of(
                            403,
                            "forbidden",
                            "calls are steered from this host only, unless a token is configured"));
        }
    }
}
