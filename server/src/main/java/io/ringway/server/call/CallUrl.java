package io.ringway.server.call;

import java.net.URI;
import java.util.Locale;

/**
 * Where to call.
 *
 * @param uri absolute, of scheme ws, wss, http or https, with a path
 */
public record CallUrl(URI uri) {

    private static final String EXPECTED =
            "--url must be like ws://HOST:PORT/ws, or http://HOST:PORT/webrtc for WHIP; got ";

    /**
     * Reads a URL; without a path it gets {@code /ws} or {@code /webrtc} by its scheme.
     *
     * @throws CallException when it is none of these
     */
    public static CallUrl parse(String text) throws CallException {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new CallException(EXPECTED + text, e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean socket = scheme.equals("ws") || scheme.equals("wss");
        boolean posted = scheme.equals("http") || scheme.equals("https");
        if (!(socket || posted) || uri.getHost() == null || uri.getFragment() != null) {
            throw new CallException(EXPECTED + text);
        }
        boolean bare = uri.getPath().isEmpty() || uri.getPath().equals("/");
        return new CallUrl(bare ? uri.resolve(socket ? "/ws" : "/webrtc") : uri);
    }

    /** Whether offer and answer go by WHIP rather than over a WebSocket. */
    boolean isWhip() {
        return uri.getScheme().toLowerCase(Locale.ROOT).startsWith("http");
    }

    String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The port stated, or the scheme's. */
    int port() {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("wss") || scheme.equals("https");
        return uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
