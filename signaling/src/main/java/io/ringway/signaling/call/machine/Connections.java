package io.ringway.signaling.call.machine;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whom the legs of a call are joined to: two of them by a bridge, one to the others of a
 * conference. At most one of each at a time. Owner: the call's state.
 */
final class Connections {

    private final String callId;
    private final Consumer<CallEffect> effects;
    private CallEffect.@Nullable Bridge bridge;
    private @Nullable Leg conferring;
    private int bridges;

    /**
     * Makes those of a call nobody of which is joined.
     *
     * @param effects where each step is noted
     */
    Connections(String callId, Consumer<CallEffect> effects) {
        this.callId = callId;
        this.effects = effects;
    }

    /** Bridges two legs, unless just that is the case. */
    void bridge(Leg first, Leg second, boolean record) {
        if (bridge != null
                && bridge.first().equals(first.id)
                && bridge.second().equals(second.id)
                && bridge.record() == record) {
            return;
        }
        part();
        bridges++;
        bridge = new CallEffect.Bridge(callId + "-" + bridges, first.id, second.id, record);
        effects.accept(bridge);
    }

    void part() {
        if (bridge != null) {
            effects.accept(new CallEffect.Part(bridge.bridgeId()));
            bridge = null;
        }
    }

    /** Takes note that a bridge is not there; false when it was not the current one. */
    boolean bridgeLost(String bridgeId) {
        boolean current = bridge != null && bridge.bridgeId().equals(bridgeId);
        if (current) {
            bridge = null;
        }
        return current;
    }

    /** Lets a leg into a room, in place of the one that is in one. */
    void confer(Leg leg, String room) {
        leaveConference();
        conferring = leg;
        leg.mutedInConference = false;
        effects.accept(new CallEffect.Confer(leg.id, room));
    }

    void leaveConference() {
        if (conferring != null) {
            effects.accept(new CallEffect.LeaveConference(conferring.id));
            conferring = null;
        }
    }

    boolean confers(Leg leg) {
        return conferring == leg;
    }

    /** Takes a leg out of whatever it is in. */
    void release(Leg leg) {
        if (conferring == leg) {
            leaveConference();
        }
        if (bridge != null && (bridge.first().equals(leg.id) || bridge.second().equals(leg.id))) {
            part();
        }
    }
}
