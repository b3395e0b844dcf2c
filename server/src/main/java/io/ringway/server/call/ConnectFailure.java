package io.ringway.server.call;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in a line why a server could not be reached. */
final class ConnectFailure {

    private ConnectFailure() {}

    static CallException of(CallUrl url, Throwable failure) {
        Throwable cause = rootOf(failure);
        return new CallException(reason(url, cause), failure);
    }

    private static String reason(CallUrl url, Throwable cause) {
        return switch (cause) {
            case WebSocketHandshakeException refused ->
                    "%s answers with HTTP status %d instead of a WebSocket; is the path right?"
                            .formatted(url, refused.getResponse().statusCode());
            case UnknownHostException _ -> unknownHost(url);
            case UnresolvedAddressException _ -> unknownHost(url);
            case ConnectException _ ->
                    "nobody answers at %s; start a server, or name one by --url".formatted(url);
            case HttpTimeoutException _ -> "%s does not answer in time".formatted(url);
            case TimeoutException _ -> "%s does not answer in time".formatted(url);
            case SSLException tls ->
                    "no TLS connection to %s: %s; --insecure takes any certificate"
                            .formatted(url, tls.getMessage());
            default -> "%s cannot be reached: %s".formatted(url, cause);
        };
    }

    private static String unknownHost(CallUrl url) {
        return "no host is called %s".formatted(url.host());
    }

    /** The innermost cause that says something of its own. */
    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof WebSocketHandshakeException)) {
            boolean last = root instanceof SSLException || root instanceof HttpTimeoutException;
            if (last || root instanceof ConnectException && !isUnresolved(root)) {
                return root;
            }
            root = root.getCause();
        }
        return root;
    }

    private static boolean isUnresolved(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause instanceof UnresolvedAddressException || cause instanceof ConnectException;
    }
}
