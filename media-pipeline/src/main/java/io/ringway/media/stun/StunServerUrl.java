package io.ringway.media.stun;

import java.util.Locale;

/**
 * A STUN server as settings name it: {@code stun:host[:port]} (RFC 7064 §3.1). The host is not
 * looked up here.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record StunServerUrl(String host, int port) {

    public static final int DEFAULT_PORT = 3478;

    private static final int MAX_HOST_CHARS = 255;

    public StunServerUrl {
        if (host.isEmpty() || host.length() > MAX_HOST_CHARS || !hostChars(host)) {
            throw new IllegalArgumentException(
                    "STUN server host must be a name or an address, got '" + host + "'");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("STUN server port must be 1 to 65535, got " + port);
        }
    }

    /**
     * @throws IllegalArgumentException when it is not such a URL; the message says what is
     */
    public static StunServerUrl parse(String url) {
        String text = url.trim();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("stuns:") || lower.startsWith("turn")) {
            throw wrong(url, "only plain STUN over UDP is used");
        }
        if (!lower.startsWith("stun:")) {
            throw wrong(url, "it must start with 'stun:'");
        }
        String authority = text.substring("stun:".length());
        if (authority.indexOf('/') >= 0 || authority.indexOf('?') >= 0) {
            throw wrong(url, "no path and no parameters are allowed");
        }
        return authority.startsWith("[") ? bracketed(url, authority) : plain(url, authority);
    }

    private static StunServerUrl bracketed(String url, String authority) {
        int end = authority.indexOf(']');
        if (end < 0) {
            throw wrong(url, "']' is missing");
        }
        String rest = authority.substring(end + 1);
        if (!rest.isEmpty() && rest.charAt(0) != ':') {
            throw wrong(url, "after ']' only ':port' may follow");
        }
        int port = rest.isEmpty() ? DEFAULT_PORT : portOf(url, rest.substring(1));
        return new StunServerUrl(authority.substring(1, end), port);
    }

    private static StunServerUrl plain(String url, String authority) {
        int colon = authority.indexOf(':');
        if (colon != authority.lastIndexOf(':')) {
            throw wrong(url, "an IPv6 address needs brackets");
        }
        if (colon < 0) {
            return new StunServerUrl(authority, DEFAULT_PORT);
        }
        int port = portOf(url, authority.substring(colon + 1));
        return new StunServerUrl(authority.substring(0, colon), port);
    }

    private static int portOf(String url, String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw wrong(url, "the port must be 1 to 65535");
        }
        return Integer.parseInt(text);
    }

    private static boolean hostChars(String host) {
        return host.matches("[A-Za-z0-9._:-]+");
    }

    private static IllegalArgumentException wrong(String url, String why) {
        return new IllegalArgumentException(
                "STUN server must read 'stun:host[:port]', got '" + url + "': " + why);
    }

    /** The URL again, the port always stated. */
    @Override
    public String toString() {
        boolean v6 = host.indexOf(':') >= 0;
        return "stun:" + (v6 ? "[" + host + "]" : host) + ":" + port;
    }
}
