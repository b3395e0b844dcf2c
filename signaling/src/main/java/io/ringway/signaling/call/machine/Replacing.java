package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Lets a new leg take the place of another one (RFC 3891): the new one is answered first, and the
 * replaced one leaves when the new one is there. Owner: the call's machine.
 */
final class Replacing {

    private final CallState call;
    private final Dialling dialling;
    private final Transferring transferring;

    Replacing(CallState call, Dialling dialling, Transferring transferring) {
        this.call = call;
        this.dialling = dialling;
        this.transferring = transferring;
    }

    /** The new leg's session is registered: it is answered if its place is still there. */
    void admitted(Leg leg) {
        Leg replaced = replacedBy(leg);
        switch (call.phase) {
            case Phase.Talking(Phase.Pair pair) when replaced != null && pair.has(replaced) ->
                    call.answer(leg);
            case Phase.Joining(Leg waiting, Leg joiner, boolean record) when joiner == leg ->
                    call.answer(leg);
            case Phase.Hunting(Leg waiting, Hunt hunt)
                    when replaced != null && hunt.trying.contains(replaced) -> {
                leg.replaces = null;
                call.answer(leg);
                dialling.pickedUp(replaced, leg);
            }
            case Phase.Serving(Leg served, Service service) when served == replaced -> {
                leg.replaces = null;
                call.answer(leg);
                transferring.serve(leg, service);
                call.hangUp(served, Cause.of(Cause.Kind.TRANSFERRED));
            }
            case Phase.Talking _,
                    Phase.Joining _,
                    Phase.Hunting _,
                    Phase.Serving _,
                    Phase.Idle _,
                    Phase.Admitting _,
                    Phase.Routing _,
                    Phase.Announcing _,
                    Phase.Finding _,
                    Phase.Taking _,
                    Phase.Ending _ ->
                    // RFC 3891 §3: no matching dialog.
                    call.hangUp(leg, Cause.of(Cause.Kind.NOT_FOUND));
        }
    }

    /** The new leg is there. */
    void confirmed(Leg leg) {
        if (leg.replaces == null) {
            return;
        }
        Leg replaced = replacedBy(leg);
        leg.replaces = null;
        if (call.phase instanceof Phase.Joining(Leg waiting, Leg joiner, boolean record)
                && joiner == leg) {
            transferring.talk(new Phase.Pair(waiting, leg, record));
        } else if (replaced != null
                && call.phase instanceof Phase.Talking(Phase.Pair pair)
                && pair.has(replaced)) {
            transferring.talk(pair.with(replaced, leg));
            call.hangUp(replaced, Cause.of(Cause.Kind.TRANSFERRED));
        } else {
            call.hangUp(leg, Cause.of(Cause.Kind.NOT_FOUND));
        }
    }

    /**
     * A party of two has left; many do before the one that takes their place is there.
     *
     * @return whether the other one now waits for that
     */
    boolean survives(Phase.Pair pair, Leg left) {
        Leg joiner = joinerFor(left);
        if (joiner == null) {
            return false;
        }
        call.phase = new Phase.Joining(pair.other(left), joiner, pair.record());
        return true;
    }

    private @Nullable Leg joinerFor(Leg left) {
        for (Leg leg : call.legs.values()) {
            if (leg.alive() && left.id.equals(leg.replaces)) {
                return leg;
            }
        }
        return null;
    }

    private @Nullable Leg replacedBy(Leg leg) {
        Leg replaced = leg.replaces == null ? null : call.legs.get(leg.replaces);
        return replaced != null && replaced.alive() ? replaced : null;
    }
}
