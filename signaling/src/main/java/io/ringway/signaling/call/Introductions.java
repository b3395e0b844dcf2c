package io.ringway.signaling.call;

import io.ringway.signaling.call.machine.CallView;
import io.ringway.signaling.call.machine.LegIdentity;
import java.util.HashMap;
import java.util.Map;

/** Tells the parties of a call whom they talk to. Thread: the call's. */
final class Introductions {

    private Introductions() {}

    /**
     * Tells every answered leg of its partner, as far as that is news to it.
     *
     * @param links the call's legs by their names
     */
    static void make(String callId, CallView view, Map<String, LegLink> links) {
        Map<String, CallView.LegView> legs = new HashMap<>();
        view.legs().forEach(leg -> legs.put(leg.legId(), leg));
        for (CallView.LegView leg : view.legs()) {
            CallView.LegView partner = legs.get(leg.partner());
            LegLink link = links.get(leg.legId());
            if (partner != null && link != null && leg.state() == CallView.LegState.UP) {
                LegIdentity who = partner.identity();
                link.tellPartner(new Partner(callId, who.number(), who.name(), partner.held()));
            }
        }
    }
}
