package io.ringway.signaling.whip;

/**
 * A STUN or TURN server clients are told to use (RFC 9725 §4.6).
 *
 * @param url such as {@code stun:stun.example.net} or {@code turn:turn.example.net?transport=udp}
 * @param username empty for none
 * @param credential empty for none; sent to every client that posts an offer
 */
public record IceServer(String url, String username, String credential) {

    public IceServer {
        if (!url.matches("(stun|stuns|turn|turns):[^\\s<>\"]+")) {
            throw new IllegalArgumentException(
                    "an ICE server must be a stun:, stuns:, turn: or turns: URL, got '"
                            + url
                            + "'");
        }
        boolean quotable = !(username + credential).matches("(?s).*[\"\\\\\\r\\n].*");
        if (!quotable) {
            throw new IllegalArgumentException(
                    "username and credential of "
                            + url
                            + " must be without quotes, backslashes and line ends");
        }
    }

    public static IceServer of(String url) {
        return new IceServer(url, "", "");
    }

    /** The value of a Link header. */
    String link() {
        String link = "<" + url + ">; rel=\"ice-server\"";
        if (username.isEmpty()) {
            return link;
        }
        return link
                + "; username=\""
                + username
                + "\"; credential=\""
                + credential
                + "\"; credential-type=\"password\"";
    }

    /** Without the credential, which belongs in no log. */
    @Override
    public String toString() {
        return "IceServer[" + url + "]";
    }
}
