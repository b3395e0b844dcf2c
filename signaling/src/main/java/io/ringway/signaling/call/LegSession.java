package io.ringway.signaling.call;

import io.ringway.signaling.session.SessionManagerClient;
import io.ringway.signaling.session.SessionManagerClient.Kind;
import io.ringway.signaling.session.SessionManagerException;
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
