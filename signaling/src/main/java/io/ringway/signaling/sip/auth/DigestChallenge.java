package io.ringway.signaling.sip.auth;

import java.util.ArrayList;
import java.util.List;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * One challenge that can be answered: of the Digest scheme, with a known algorithm and protection
 * (RFC 8760 §2.4: others are ignored).
 *
 * @param opaque to be sent back; null when there was none
 */
record DigestChallenge(
        AuthScope scope,
        String realm,
        String nonce,
        DigestAlgorithm algorithm,
        Qop qop,
        @Nullable String opaque,
        boolean stale) {

    /** Those of a response, from the top. */
    static List<DigestChallenge> of(Response response) {
        List<DigestChallenge> challenges = new ArrayList<>();
        for (AuthScope scope : AuthScope.values()) {
            for (String header : AuthScope.values(response, scope.challengeHeader())) {
                DigestChallenge challenge = parse(scope, header);
                if (challenge != null) {
                    challenges.add(challenge);
                }
            }
        }
        return challenges;
    }

    static @Nullable DigestChallenge parse(AuthScope scope, String header) {
        AuthParameters parameters = AuthParameters.parse(header);
        if (parameters == null) {
            return null;
        }
        String realm = parameters.value("realm");
        String nonce = parameters.value("nonce");
        DigestAlgorithm algorithm = DigestAlgorithm.parse(parameters.value("algorithm"));
        Qop qop = Qop.choose(parameters.value("qop"));
        if (realm == null || nonce == null || algorithm == null || qop == null) {
            return null;
        }
        return new DigestChallenge(
                scope,
                realm,
                nonce,
                algorithm,
                qop,
                parameters.value("opaque"),
                parameters.valueOr("stale", "false").equalsIgnoreCase("true"));
    }
}
