package io.ringway.server.dial;

import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.IncomingCalls;
import io.ringway.signaling.call.LegObserver;

/** Refuses whoever calls: this phone only calls others. */
final class NobodyHome implements IncomingCalls {

    @Override
    public LegObserver onCall(CallLeg leg, CallParties parties) {
        leg.refuse(new Cause(Cause.Kind.UNAVAILABLE, "nobody can be called here"));
        return signal -> {};
    }

    @Override
    public LegObserver onReplacement(CallLeg leg, CallParties parties, String replacedLegId) {
        return onCall(leg, parties);
    }
}
