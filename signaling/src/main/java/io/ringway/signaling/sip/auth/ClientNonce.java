package io.ringway.signaling.sip.auth;

import javax.sip.header.Header;
import javax.sip.message.Request;

/**
 * A challenge we answer, again and again until it is stale (RFC 7616 §3.4).
 *
 * <p>Thread: that of its {@link DigestClient}.
 */
final class ClientNonce {

    private final DigestChallenge challenge;
    private final String cnonce;
    private long used;
    private int staleRounds;

    /**
     * @param staleRounds challenges the same request has met before
     */
    ClientNonce(DigestChallenge challenge, String cnonce, int staleRounds) {
        this.challenge = challenge;
        this.cnonce = cnonce;
        this.staleRounds = staleRounds;
    }

    /** Requests sent with it. */
    long used() {
        return used;
    }

    int staleRounds() {
        return staleRounds;
    }

    /** Another request begins. */
    void forgetStaleRounds() {
        staleRounds = 0;
    }

    String nonce() {
        return challenge.nonce();
    }

    /** Whether that request carried credentials made with it. */
    boolean isIn(Request request) {
        return AuthScope.values(request, challenge.scope().credentialsHeader()).stream()
                .map(DigestCredentials::parse)
                .anyMatch(sent -> sent != null && sent.nonce().equals(challenge.nonce()));
    }

    /** Credentials for another request. */
    Header next(Request request, Credentials credentials) {
        used++;
        String count = "%08x".formatted(used);
        String uri = request.getRequestURI().toString();
        byte[] content = request.getRawContent();
        String response =
                new DigestInput(
                                credentials.username(),
                                challenge.realm(),
                                challenge.nonce(),
                                cnonce,
                                count,
                                challenge.qop(),
                                request.getMethod(),
                                uri,
                                content == null ? new byte[0] : content)
                        .response(challenge.algorithm(), credentials.secret());
        if (response == null) {
            throw new IllegalStateException(
                    "no %s hash for %s".formatted(challenge.algorithm(), credentials.username()));
        }
        return AuthScope.header(
                challenge.scope().credentialsHeader(),
                value(credentials.username(), uri, response, count));
    }

    private String value(String username, String uri, String response, String count) {
        StringBuilder value = new StringBuilder(256).append("Digest ");
        quoted(value, "username", username).append(',');
        quoted(value, "realm", challenge.realm()).append(',');
        quoted(value, "nonce", challenge.nonce()).append(',');
        quoted(value, "uri", uri).append(',');
        quoted(value, "response", response).append(",algorithm=");
        value.append(challenge.algorithm().token());
        if (challenge.qop() != Qop.NONE) {
            value.append(",qop=").append(challenge.qop().token()).append(",nc=").append(count);
        }
        if (challenge.qop() != Qop.NONE || challenge.algorithm().session()) {
            quoted(value.append(','), "cnonce", cnonce);
        }
        String opaque = challenge.opaque();
        if (opaque != null) {
            quoted(value.append(','), "opaque", opaque);
        }
        return value.toString();
    }

    private static StringBuilder quoted(StringBuilder text, String name, String value) {
        return text.append(name).append("=\"").append(value).append('"');
    }
}
