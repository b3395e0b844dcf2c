package io.ringway.server.call;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of a run share.
 *
 * @param addresses local ones, the likeliest first
 * @param echo where the first call's echo goes; null when nobody wants it
 */
record CallerParts(
        List<InetAddress> addresses,
        HttpClient http,
        PacketTape tape,
        Pacer pacer,
        @Nullable EchoFile echo) {

    /** Signaling for one call, by the URL's scheme. */
    Signaling signaling(CallSettings settings, Consumer<CallEvent> events) {
        int timeoutMs = settings.connectTimeoutMs();
        return settings.url().isWhip()
                ? new WhipSignaling(http, settings.url(), timeoutMs, events)
                : new WebSocketSignaling(http, settings.url(), timeoutMs, events);
    }

    /** Whether that call's echo is recorded. */
    boolean records(int number) {
        return echo != null && number == 1;
    }
}
