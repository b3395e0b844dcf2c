package io.ringway.signaling.call;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The links of one call's legs, which the register knows as that call's. Owner: the call. */
final class LegLinks {

    private final CallRunner call;
    private final CallContext context;
    private final Map<String, LegLink> links = new HashMap<>();

    LegLinks(CallRunner call, CallContext context) {
        this.call = call;
        this.context = context;
    }

    /** The link of a leg; a new one for a leg the machine has just named. */
    LegLink of(String legId) {
        LegLink known = links.get(legId);
        if (known != null) {
            return known;
        }
        LegLink link = make(legId);
        adopt(link);
        return link;
    }

    /** A link that is not among these yet. */
    LegLink make(String legId) {
        LegSession session = new LegSession(context.manager(), call.callId(), legId);
        return new LegLink(legId, call, session);
    }

    void adopt(LegLink link) {
        links.put(link.legId(), link);
        context.register().put(link.legId(), call);
    }

    /** Lets a leg go to another call. */
    void give(String legId) {
        links.remove(legId);
    }

    /** Forgets legs that are none of the call's any more. */
    void retain(Predicate<String> known) {
        links.values().removeIf(link -> isForgotten(link, known));
    }

    Map<String, LegLink> all() {
        return Collections.unmodifiableMap(links);
    }

    private boolean isForgotten(LegLink link, Predicate<String> known) {
        if (known.test(link.legId())) {
            return false;
        }
        context.register().remove(link.legId(), call);
        return true;
    }
}
