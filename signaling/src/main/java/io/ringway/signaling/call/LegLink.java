package io.ringway.signaling.call;

import io.ringway.signaling.call.machine.CallEvent;
import org.jspecify.annotations.Nullable;

/**
 * Ties a leg to the call it is in, which may change. Thread: signals come from any; all else from
 * the call's.
 */
final class LegLink implements LegObserver {

    private final String legId;
    private final LegSession session;
    private volatile CallRunner owner;
    private volatile @Nullable CallLeg leg;
    private @Nullable Partner partnerTold;

    LegLink(String legId, CallRunner owner, LegSession session) {
        this.legId = legId;
        this.owner = owner;
        this.session = session;
    }

    String legId() {
        return legId;
    }

    LegSession session() {
        return session;
    }

    CallRunner owner() {
        return owner;
    }

    /** The call the leg is in from now on. */
    void moveTo(CallRunner call) {
        owner = call;
    }

    /** The leg itself; null before it is dialled, and when it could not be. */
    @Nullable CallLeg leg() {
        return leg;
    }

    void attach(CallLeg attached) {
        leg = attached;
    }

    /** Tells the leg whom its party talks to, when that is news. */
    void tellPartner(Partner partner) {
        CallLeg attached = leg;
        if (attached != null && !partner.equals(partnerTold)) {
            partnerTold = partner;
            attached.tellPartner(partner);
        }
    }

    @Override
    public void onSignal(LegSignal signal) {
        owner.onSignal(this, new CallEvent.Signalled(legId, signal));
    }
}
