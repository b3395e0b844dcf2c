package io.ringway.signaling.ws;

import io.ringway.signaling.agent.Agents;
import io.ringway.signaling.http.ProblemException;
import io.ringway.signaling.http.Request;
import io.ringway.signaling.http.Response;
import io.ringway.signaling.http.Route;
import io.ringway.signaling.session.SessionException;
import io.ringway.signaling.session.Sessions;
import java.util.UUID;

/** {@code GET /ws}. */
public final class GatewayRoute {

    private final Sessions sessions;
    private final GatewaySettings settings;
    private final Agents agents;

    /**
     * @param agents takes those who open {@code /ws?agent=NAME}
     */
    public GatewayRoute(Sessions sessions, GatewaySettings settings, Agents agents) {
        this.sessions = sessions;
        this.settings = settings;
        this.agents = agents;
    }

    public Route route() {
        return Route.of("GET", "/ws", this::upgrade);
    }

    private Response upgrade(Request request) {
        AgentRequest wish = AgentRequest.of(request);
        try {
            sessions.refuseWhenDraining();
            if (request.query("agent").isPresent()) {
                agents.requireFree(wish.name());
            }
        } catch (SessionException e) {
            throw new ProblemException(e.problem());
        }
        String id = UUID.randomUUID().toString();
        boolean hello = request.query("hello").orElse("").equals("1");
        boolean serverOffers = request.query("offer").orElse("").equals("server");
        return Response.upgrade(
                        socket ->
                                new GatewaySession(id, socket, sessions, settings, agents, wish)
                                        .run(hello, serverOffers))
                .with("X-Session-Id", id);
    }
}
