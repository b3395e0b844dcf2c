package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;

/** Brings a waiting party to where routing says. Owner: the call's machine. */
final class Connecting {

    private final CallState call;
    private final Dialling dialling;
    private final Transferring transferring;

    Connecting(CallState call, Dialling dialling, Transferring transferring) {
        this.call = call;
        this.dialling = dialling;
        this.transferring = transferring;
    }

    /** It is known where a party goes; one who goes nowhere needs no session to be told so. */
    void routed(Destination destination) {
        if (!(call.phase instanceof Phase.Routing(Leg waiting, CallParties parties))) {
            return;
        }
        if (!(destination instanceof Destination.Refuse) && call.registerIfDue(waiting)) {
            call.phase = new Phase.Admitting(waiting, parties, destination);
            return;
        }
        switch (destination) {
            case Destination.Echo _ -> serve(waiting, new Service.Echo());
            case Destination.Speech _ -> serve(waiting, new Service.Speech());
            case Destination.Conference(String room) ->
                    serve(waiting, new Service.Conference(room));
            case Destination.Dial dial -> dialling.start(waiting, dial, parties);
            case Destination.Announce(String sound, Cause cause) ->
                    announceOrFail(waiting, sound, cause);
            case Destination.Refuse(Cause cause) -> dialling.failed(waiting, cause);
        }
    }

    /** Lets a party talk to a service. */
    private void serve(Leg leg, Service service) {
        call.ring(leg);
        call.answer(leg);
        transferring.serve(leg, service);
        transferring.completed();
    }

    /** Who transfers a party hears of a failure itself; anybody else hears the announcement. */
    private void announceOrFail(Leg waiting, String sound, Cause cause) {
        if (call.transfer != null) {
            transferring.failed(cause);
            return;
        }
        if (call.rules.announceAnswered()) {
            call.answer(waiting);
        } else {
            call.progress(waiting);
        }
        call.phase = new Phase.Announcing(waiting, cause);
        waiting.asked = new Leg.Asked(sound, false);
        call.timers.start(
                CallTimer.Kind.ANNOUNCEMENT, waiting.id, call.rules.announcementLimitMs());
    }
}
