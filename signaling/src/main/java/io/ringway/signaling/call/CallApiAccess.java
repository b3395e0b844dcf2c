package io.ringway.signaling.call;

import io.ringway.signaling.http.Problem;
import io.ringway.signaling.http.ProblemException;
import io.ringway.signaling.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Who may see and make calls over HTTP: whoever knows the token or, while there is none, whoever
 * asks from this host itself. Calls cost money, so the door is closed until somebody opens it.
 *
 * @param token for {@code Authorization: Bearer}; empty for none
 */
public record CallApiAccess(String token) {

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
        String remote = request.remoteAddress();
        boolean local =
                remote.startsWith("/127.")
                        || remote.startsWith("/[0:0:0:0:0:0:0:1")
                        || remote.startsWith("/[::1");
        // A proxy on this host forwards for others.
        boolean forwarded =
                request.header("forwarded").isPresent()
                        || request.header("x-forwarded-for").isPresent();
        if (!local || forwarded) {
            throw new ProblemException(
                    Problem.of(
                            403,
                            "forbidden",
                            "calls are steered from this host only, unless a token is configured"));
        }
    }
}
