package io.ringway.signaling.sip.auth;

import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a request's (Proxy-)Authorization header claims (RFC 7616 §3.4), complete and of known
 * algorithm and protection.
 *
 * @param nonceCount 1 when there is none
 */
record DigestCredentials(
        String username,
        String realm,
        String nonce,
        String uri,
        String response,
        DigestAlgorithm algorithm,
        String cnonce,
        Qop qop,
        String nonceCountText,
        long nonceCount) {

    /** Null when the header is not to be understood or lacks something. */
    static @Nullable DigestCredentials parse(String header) {
        AuthParameters parameters = AuthParameters.parse(header);
        if (parameters == null) {
            return null;
        }
        DigestAlgorithm algorithm = DigestAlgorithm.parse(parameters.value("algorithm"));
        Qop qop = Qop.parse(parameters.value("qop"));
        String username = parameters.value("username");
        String realm = parameters.value("realm");
        String nonce = parameters.value("nonce");
        String uri = parameters.value("uri");
        String response = parameters.value("response");
        if (algorithm == null
                || qop == null
                || username == null
                || realm == null
                || nonce == null
                || uri == null
                || response == null) {
            return null;
        }
        String cnonce = parameters.valueOr("cnonce", "");
        String count = parameters.valueOr("nc", "");
        boolean counted = qop != Qop.NONE;
        if ((counted || algorithm.session()) && cnonce.isEmpty()) {
            return null;
        }
        if (counted && !count.matches("[0-9a-fA-F]{8}")) {
            return null;
        }
        return new DigestCredentials(
                username,
                realm,
                nonce,
                uri,
                response,
                algorithm,
                cnonce,
                qop,
                count,
                counted ? Long.parseLong(count, 16) : 1);
    }

    /** What the digest of a request that carries these is made of. */
    DigestInput input(Request request, String ownRealm) {
        byte[] content = request.getRawContent();
        return new DigestInput(
                username,
                ownRealm,
                nonce,
                cnonce,
                nonceCountText,
                qop,
                request.getMethod(),
                uri,
                content == null ? new byte[0] : content);
    }
}
