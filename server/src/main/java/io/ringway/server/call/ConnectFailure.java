package io.ringway.server.call;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in a line why a server could not be reached. */
final class ConnectFailure {

    private ConnectFailure() {}

    static CallException of(CallUrl url, Throwable failure) {
        Throwable cause = telling(failure);
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

    /** The innermost cause of a kind known here, unless an outer one sums it up. */
    private static Throwable telling(Throwable failure) {
        Throwable telling = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case WebSocketHandshakeException refused -> {
                    return refused;
                }
                case HttpTimeoutException late -> {
                    return late;
                }
                case ClosedChannelException _ -> {
                    // What is left of a connection that failed for another reason.
                }
                case IOException io -> telling = io;
                case UnresolvedAddressException unresolved -> telling = unresolved;
                case TimeoutException late -> telling = late;
                default -> {
                    // A wrapper.
                }
            }
        }
        return telling;
    }
}
