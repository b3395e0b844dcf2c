package io.ringway.signaling.agent;

import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.DialRequest;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.LegDialer;
import io.ringway.signaling.call.LegObserver;
import io.ringway.signaling.session.ErrorCode;
import io.ringway.signaling.session.PeerSession;
import io.ringway.signaling.session.SessionException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every browser that waits for calls, by its name, and who calls them. Thread: any. */
public final class Agents implements LegDialer {

    private static final Logger LOG = LoggerFactory.getLogger(Agents.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final AgentSettings settings;
    private final ConcurrentHashMap<String, Agent> waiting = new ConcurrentHashMap<>();

    public Agents(AgentSettings settings) {
        this.settings = settings;
    }

    /**
     * Throws when nobody could wait under that name now.
     *
     * @param name 1 to 64 letters, digits, dots, dashes and underscores, beginning with one of the
     *     first two
     */
    public void requireFree(String name) throws SessionException {
        if (!NAME.matcher(name).matches()) {
            throw new SessionException(
                    ErrorCode.INVALID_AGENT_NAME,
                    "an agent's name has 1 to 64 letters, digits, '.', '-' and '_', a letter or"
                            + " digit first");
        }
        if (waiting.containsKey(name)) {
            throw taken(name);
        }
        if (waiting.size() >= settings.maxAgents()) {
            throw new SessionException(
                    ErrorCode.TOO_MANY_AGENTS,
                    settings.maxAgents() + " agents are connected; max-agents allows no more");
        }
    }

    /**
     * Lets a session wait for calls under a name, until the agent is closed.
     *
     * @throws SessionException as {@link #requireFree} says
     */
    public Agent join(String name, PeerSession session, AgentLink link) throws SessionException {
        requireFree(name);
        Agent agent = new Agent(name, session, link, left -> waiting.remove(name, left));
        if (waiting.putIfAbsent(name, agent) != null) {
            throw taken(name);
        }
        LOG.info("agent connected agent={} call={}", name, session.id());
        return agent;
    }

    /** Names of all who are connected, in order. */
    public List<String> names() {
        return waiting.keySet().stream().sorted().toList();
    }

    /** Calls an agent; nobody else can be called here. */
    @Override
    public CallLeg dial(DialRequest request, LegObserver observer) {
        Agent agent =
                request.target() instanceof DialTarget.Agent(String name)
                        ? waiting.get(name)
                        : null;
        if (agent == null) {
            AgentLeg nobody = new AgentLeg(request.legId(), null, observer);
            nobody.end(new Cause(Cause.Kind.UNAVAILABLE, "no such agent is connected"));
            return nobody;
        }
        return agent.call(request, observer);
    }

    private static SessionException taken(String name) {
        return new SessionException(
                ErrorCode.AGENT_NAME_TAKEN,
                "agent '" + name + "' is connected already; close that connection first");
    }
}
