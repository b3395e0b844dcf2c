package io.ringway.signaling.sip.auth;

import org.jspecify.annotations.Nullable;

/**
 * What the digest of one request is made of (RFC 7616 §3.4.1). Texts are those between the quotes
 * of the header.
 *
 * @param nonceCount eight hexadecimal digits; anything for {@link Qop#NONE}
 * @param uri as the header has it
 * @param body for {@link Qop#AUTH_INT}
 */
record DigestInput(
        String username,
        String realm,
        String nonce,
        String cnonce,
        String nonceCount,
        Qop qop,
        String method,
        String uri,
        byte[] body) {

    /** The digest, in lower-case hexadecimal; null when the secret lacks that algorithm's hash. */
    @Nullable String response(DigestAlgorithm algorithm, DigestSecret secret) {
        DigestAlgorithm.Hash hash = algorithm.hash();
        String ha1 = secret.ha1(username, realm, hash);
        if (ha1 == null) {
            return null;
        }
        if (algorithm.session()) {
            ha1 = hash.hex(ha1 + ':' + nonce + ':' + cnonce);
        }
        String ha2 = hash.hex(a2(hash));
        return qop == Qop.NONE
                ? hash.hex(String.join(":", ha1, nonce, ha2))
                : hash.hex(String.join(":", ha1, nonce, nonceCount, cnonce, qop.token(), ha2));
    }

    private String a2(DigestAlgorithm.Hash hash) {
        String start = method + ':' + uri;
        return qop == Qop.AUTH_INT ? start + ':' + hash.hex(body) : start;
    }
}
