package io.ringway.signaling.call;

import io.ringway.signaling.session.SessionManagerClient;
import io.ringway.signaling.session.SessionManagerClient.Kind;
import io.ringway.signaling.session.SessionManagerException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A leg's place at the session manager, told of in order and beside the call: a slow session
 * manager does not keep a call from hearing that its caller gave up. Thread: any.
 */
final class LegSession {

    private static final Logger LOG = LoggerFactory.getLogger(LegSession.class);

    /** Registered, activated and deregistered once each. */
    private static final int REPORTS = 8;

    private static final int ANSWER_PATIENCE_MS = 2_000;

    /** Hears what became of a registration. */
    interface Outcome {
        void registered();

        void refused(String detail);
    }

    private interface Report {
        void send() throws SessionManagerException;
    }

    private final SessionManagerClient client;
    private final String callId;
    private final String legId;
    private final SerialQueue queue;

    LegSession(SessionManagerClient client, String callId, String legId) {
        this.client = client;
        this.callId = callId;
        this.legId = legId;
        this.queue = new SerialQueue("session-" + legId, REPORTS);
    }

    void register(Outcome outcome) {
        queue.put(
                () -> {
                    if (sent("RegisterSession", () -> client.register(legId, Kind.SIP))) {
                        outcome.registered();
                    } else {
                        outcome.refused("the session could not be registered");
                    }
                });
    }

    void activate() {
        queue.put(() -> sent("UpdateSessionState", () -> client.updateState(legId, "active")));
    }

    /**
     * Answers once the session manager has heard that the session is active, as its contract has
     * it; one that does not reply holds the caller up for a limited time only.
     */
    void answer(Runnable answer, CallClock clock) {
        AtomicBoolean answered = new AtomicBoolean();
        Runnable once =
                () -> {
                    if (answered.compareAndSet(false, true)) {
                        answer.run();
                    }
                };
        queue.put(once);
        clock.after(ANSWER_PATIENCE_MS, once);
    }

    void deregister(Runnable done) {
        queue.put(
                () -> {
                    sent("DeregisterSession", () -> client.deregister(legId));
                    done.run();
                });
    }

    private boolean sent(String function, Report report) {
        try {
            report.send();
            return true;
        } catch (SessionManagerException e) {
            LOG.warn(
                    "session manager failed call={} leg={} function={} url={} status={} body={}",
                    callId,
                    legId,
                    function,
                    e.url(),
                    e.status(),
                    e.body());
            return false;
        } catch (RuntimeException e) {
            LOG.error(
                    "session manager failed call={} leg={} function={}",
                    callId,
                    legId,
                    function,
                    e);
            return false;
        }
    }
}
