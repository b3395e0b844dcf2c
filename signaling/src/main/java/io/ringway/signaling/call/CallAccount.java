package io.ringway.signaling.call;

import io.ringway.signaling.call.machine.CallView;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When what happened in one call: for its report and the line in the log at its end. */
final class CallAccount {

    private static final Logger LOG = LoggerFactory.getLogger(CallAccount.class);

    private final String callId;
    private final Instant begun = Instant.now();
    private final long begunNs = System.nanoTime();
    private volatile String route = "";
    private volatile long answeredAfterMs = -1;
    private volatile long endedAfterMs = -1;

    CallAccount(String callId) {
        this.callId = callId;
    }

    void routed(Destination destination) {
        if (route.isEmpty()) {
            route =
                    switch (destination) {
                        case Destination.Echo _ -> "echo";
                        case Destination.Speech _ -> "speech";
                        case Destination.Conference(String room) -> "conference:" + room;
                        case Destination.Dial dial -> "dial:" + dial.targets();
                        case Destination.Announce announce -> "announce:" + announce.sound();
                        case Destination.Refuse refuse ->
                                "refuse:" + refuse.cause().kind().name().toLowerCase(Locale.ROOT);
                    };
        }
    }

    void answered() {
        if (answeredAfterMs < 0) {
            answeredAfterMs = elapsedMs();
            LOG.info("call answered call={} after={}ms", callId, answeredAfterMs);
        }
    }

    void ended() {
        endedAfterMs = elapsedMs();
    }

    boolean wasAnswered() {
        return answeredAfterMs >= 0;
    }

    CallReport report(CallView view) {
        long endedMs = endedAfterMs;
        long lengthMs = endedMs < 0 ? elapsedMs() : endedMs;
        return new CallReport(callId, begun, route, answeredAfterMs, lengthMs, endedMs >= 0, view);
    }

    /** The one line that sums a call up. */
    void summarise(CallParties parties, Cause cause, String bridges) {
        LOG.info(
                "call ended call={} from={} to={} via={} route={} answered-after={}ms length={}ms"
                        + " cause={} detail={} bridges={}",
                callId,
                parties.caller(),
                parties.called(),
                parties.via(),
                route,
                answeredAfterMs,
                endedAfterMs,
                cause.kind(),
                cause.detail(),
                bridges);
    }

    private long elapsedMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNs);
    }
}
