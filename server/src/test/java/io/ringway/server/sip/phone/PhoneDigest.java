package io.ringway.server.sip.phone;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name and password as digests tell them (RFC 7616 with {@code qop=auth}, RFC 8760). */
public record PhoneDigest(String user, String password) {

    private static final String COUNT = "00000001";
    private static final String CNONCE = "0a4f113b";

    /** The value of an Authorization header that answers a challenge. */
    public String authorization(String challenge, String method, String uri)
            throws GeneralSecurityException {
        String realm = field(challenge, "realm");
        String nonce = field(challenge, "nonce");
        String algorithm = field(challenge, "algorithm");
        String response = response(algorithm, realm, nonce, COUNT, CNONCE, method, uri);
        return ("Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=%s,"
                        + " qop=auth, nc=%s, cnonce=\"%s\", response=\"%s\"")
                .formatted(user, realm, nonce, uri, algorithm, COUNT, CNONCE, response);
    }

    /** Whether credentials show that somebody knows the password. */
    public boolean proves(String credentials, String method) throws GeneralSecurityException {
        String expected =
                response(
                        field(credentials, "algorithm"),
                        field(credentials, "realm"),
                        field(credentials, "nonce"),
                        field(credentials, "nc"),
                        field(credentials, "cnonce"),
                        method,
                        field(credentials, "uri"));
        return field(credentials, "username").equals(user)
                && field(credentials, "response").equals(expected);
    }

    private String response(
            String algorithm,
            String realm,
            String nonce,
            String count,
            String cnonce,
            String method,
            String uri)
            throws GeneralSecurityException {
        MessageDigest hash = MessageDigest.getInstance(algorithm.isEmpty() ? "MD5" : algorithm);
        String who = hex(hash, user + ":" + realm + ":" + password);
        String what = hex(hash, method + ":" + uri);
        return hex(hash, String.join(":", who, nonce, count, cnonce, "auth", what));
    }

    private static String hex(MessageDigest hash, String text) {
        return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A parameter of a challenge or of credentials; empty when it is missing. */
    public static String field(String header, String name) {
        Matcher found =
                Pattern.compile("(?:^|[\\s,])" + name + "=(?:\"([^\"]*)\"|([^,\\s]+))")
                        .matcher(header);
        if (!found.find()) {
            return "";
        }
        return found.group(1) != null ? found.group(1) : found.group(2);
    }
}
