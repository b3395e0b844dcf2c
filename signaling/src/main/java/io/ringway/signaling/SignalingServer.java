package io.ringway.signaling;

import io.ringway.media.MediaEngine;
import io.ringway.media.counters.Counters;
import io.ringway.signaling.agent.Agents;
import io.ringway.signaling.http.HttpServer;
import io.ringway.signaling.http.Route;
import io.ringway.signaling.http.Router;
import io.ringway.signaling.http.StaticFiles;
import io.ringway.signaling.session.LevelSource;
import io.ringway.signaling.session.SessionManagerClient;
import io.ringway.signaling.session.SessionRoutes;
import io.ringway.signaling.session.Sessions;
import io.ringway.signaling.whip.WhipRoutes;
import io.ringway.signaling.ws.GatewayRoute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The running signaling front: pages, {@code /ws}, {@code /webrtc}, {@code /health} and {@code
 * /sessions}.
 *
 * <p>Thread: any. {@link #start} and {@link #close} block.
 */
public final class SignalingServer implements AutoCloseable {

    private final Sessions sessions;
    private final HttpServer http;

    private SignalingServer(Sessions sessions, HttpServer http) {
        this.sessions = sessions;
        this.http = http;
    }

    /**
     * Starts to listen.
     *
     * @param engine opens the legs; closed by its owner, after this
     * @param manager told about sessions; closed by its owner, after this
     * @param agents browsers that wait for calls join these
     * @param more routes of others, such as {@code /metrics}; they come after the server's own
     * @param counters what is counted goes into the shared block
     * @throws IOException when the port or the certificate cannot be had; the message says what to
     *     change
     */
    public static SignalingServer start(
            SignalingSettings settings,
            MediaEngine engine,
            SessionManagerClient manager,
            LevelSource levels,
            Agents agents,
            List<Route> more,
            Counters counters)
            throws IOException {
        Sessions sessions = new Sessions(settings.session(), engine, manager);
        List<Route> routes = new ArrayList<>();
        routes.add(new GatewayRoute(sessions, settings.gateway(), agents).route());
        routes.addAll(new WhipRoutes(sessions, settings.iceServers()).routes());
        routes.addAll(new SessionRoutes(sessions, levels).routes());
        routes.addAll(more);
        StaticFiles files =
                settings.pages().isEmpty()
                        ? null
                        : new StaticFiles(SignalingServer.class.getClassLoader(), settings.pages());
        HttpServer http =
                HttpServer.start(settings.http(), new Router(routes, files), counters.shared());
        return new SignalingServer(sessions, http);
    }

    /** The port HTTP and WebSocket are served on. */
    public int port() {
        return http.port();
    }

    /** Sessions that have not ended. */
    public int sessions() {
        return sessions.size();
    }

    /** Connections open now. */
    public int openConnections() {
        return http.openConnections();
    }

    /** Refuses new sessions from now on and says so in {@code /health}; those that run go on. */
    public void drain() {
        sessions.drain();
    }

    /**
     * Ends every session, tells the session manager, closes every connection. Takes seconds at
     * most.
     */
    @Override
    public void close() {
        sessions.close();
        http.close();
    }
}
