package io.ringway.signaling.sip.dialog;

import java.util.HashMap;
import java.util.Map;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * The dialogs of one INVITE of ours, by their remote tags (RFC 3261 §12.1.2).
 *
 * <p>Thread: its leg's.
 */
final class Forks {

    private final LegCore core;
    private final PeerLink link;
    private final Map<String, Fork> forks = new HashMap<>();

    Forks(LegCore core, PeerLink link) {
        this.core = core;
        this.link = link;
    }

    /** The dialog a response belongs to, begun by it when it is the first of it. */
    Fork of(Request invite, Response response) {
        return forks.computeIfAbsent(DialogId.toTag(response), tag -> begin(invite, response));
    }

    private Fork begin(Request invite, Response response) {
        InDialog session = new InDialog(core, Dialog.outgoing(invite, response), link);
        session.setSettled(false);
        return new Fork(session);
    }

    @Nullable Fork find(String remoteTag) {
        return forks.get(remoteTag);
    }
}
