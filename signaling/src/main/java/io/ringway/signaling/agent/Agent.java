package io.ringway.signaling.agent;

import io.ringway.media.LegControl;
import io.ringway.media.LegEvent;
import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.DialRequest;
import io.ringway.signaling.call.LegObserver;
import io.ringway.signaling.session.PeerSession;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One browser that waits for calls, in one call at most. Thread: any. */
public final class Agent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final String name;
    private final PeerSession session;
    private final AgentLink link;
    private final Consumer<Agent> onLeft;
    private final AtomicReference<@Nullable AgentLeg> current = new AtomicReference<>();
    private final AtomicBoolean left = new AtomicBoolean();

    Agent(String name, PeerSession session, AgentLink link, Consumer<Agent> onLeft) {
        this.name = name;
        this.session = session;
        this.link = link;
        this.onLeft = onLeft;
    }

    public String name() {
        return name;
    }

    /** Whether it is in a call. */
    public boolean busy() {
        return current.get() != null;
    }

    /** Tells of what happens to the session's leg. */
    public void onEvent(LegEvent event) {
        AgentLeg leg = current.get();
        if (event instanceof LegEvent.KeyPressed(char key, int durationMs) && leg != null) {
            leg.keyPressed(key, durationMs);
        } else if (event instanceof LegEvent.Closed) {
            close();
        }
    }

    /**
     * Does what the browser asks of the call it is in.
     *
     * @return false when there is no call, or none that this could be done with
     */
    public boolean act(AgentAction action) {
        AgentLeg leg = current.get();
        if (leg == null) {
            return false;
        }
        return switch (action) {
            case ANSWER -> leg.accept();
            case REJECT -> leg.reject();
            case HANGUP -> {
                leg.end(new Cause(Cause.Kind.HANGUP, "the agent has hung up"));
                yield true;
            }
        };
    }

    /** Nobody waits here any more; a call that runs ends. */
    @Override
    public void close() {
        if (!left.compareAndSet(false, true)) {
            return;
        }
        onLeft.accept(this);
        AgentLeg leg = current.get();
        if (leg != null) {
            leg.end(new Cause(Cause.Kind.HANGUP, "the agent's connection has ended"));
        }
        LOG.info("agent gone agent={} call={}", name, session.id());
    }

    /** Calls it: it rings when it is connected and free, and may answer at once. */
    CallLeg call(DialRequest request, LegObserver observer) {
        AgentLeg leg = new AgentLeg(request.legId(), this, observer);
        if (!connected()) {
            leg.end(new Cause(Cause.Kind.UNAVAILABLE, "the agent has no media yet"));
        } else if (!current.compareAndSet(null, leg)) {
            leg.end(new Cause(Cause.Kind.BUSY, "the agent is in a call"));
        } else {
            LOG.info("agent called agent={} call={} leg={}", name, session.id(), leg.id());
            leg.begin(request.parties(), link.answersItself());
            if (left.get()) {
                // It left while it was being called.
                leg.end(Cause.of(Cause.Kind.UNAVAILABLE));
            }
        }
        return leg;
    }

    void notice(AgentNotice notice) {
        link.listener().onNotice(notice);
    }

    @Nullable LegControl media() {
        return session.media();
    }

    /** The call is over; the session goes on as it was before. */
    void free(AgentLeg leg) {
        LegControl media = session.media();
        if (current.compareAndSet(leg, null) && media != null) {
            media.stopPlaying();
            media.setEcho(session.echo());
        }
    }

    private boolean connected() {
        return !left.get()
                && session.state() == PeerSession.State.ACTIVE
                && session.media() != null;
    }
}
