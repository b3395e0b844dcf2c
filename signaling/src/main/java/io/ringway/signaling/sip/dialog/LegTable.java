package io.ringway.signaling.sip.dialog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * Ends of dialogs by Call-ID and local tag, and callers' INVITEs by what stays the same when one
 * reaches us twice. As many as legs are allowed.
 *
 * <p>Thread: any.
 */
final class LegTable {

    /** What finds a dialog's end here: our own tag is enough, forks differ in the other's. */
    private record LocalEnd(String callId, String localTag) {}

    /** The same INVITE, whatever way it came (RFC 3261 §8.2.2.2). */
    private record InviteKey(String callId, String fromTag, long cseq) {}

    private final Map<LocalEnd, DialogEnd> ends = new ConcurrentHashMap<>();
    private final Map<InviteKey, IncomingInvite> invites = new ConcurrentHashMap<>();
    private final AtomicInteger legs = new AtomicInteger();

    /** Counts a new leg in; false when there are as many as may be. */
    boolean enter(int most) {
        if (legs.incrementAndGet() > most) {
            legs.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        legs.decrementAndGet();
    }

    int size() {
        return legs.get();
    }

    void put(String callId, String localTag, DialogEnd end) {
        ends.put(new LocalEnd(callId, localTag), end);
    }

    @Nullable DialogEnd find(String callId, String localTag) {
        return ends.get(new LocalEnd(callId, localTag));
    }

    /** Notes an INVITE; the one that was there before, or null when it is new. */
    @Nullable IncomingInvite putInvite(Request invite, IncomingInvite leg) {
        return invites.putIfAbsent(key(invite), leg);
    }

    private void removeInvite(Request invite) {
        invites.remove(key(invite));
    }

    /** Forgets a caller's dialog once nothing of it can be on its way. */
    void forget(LegCore core, Request invite, DialogId id) {
        forget(core, id.callId(), id.localTag());
        core.after(64L * core.settings().t1Ms(), () -> removeInvite(invite));
    }

    /** Forgets the end of dialogs once nothing of them can be on its way. */
    void forget(LegCore core, String callId, String localTag) {
        core.after(64L * core.settings().t1Ms(), () -> ends.remove(new LocalEnd(callId, localTag)));
    }

    /** The INVITE a CANCEL is about: same transaction but for the method. */
    @Nullable IncomingInvite cancelled(Request cancel) {
        IncomingInvite leg = invites.get(key(cancel));
        return leg != null && branch(cancel).equals(leg.branch()) ? leg : null;
    }

    private static InviteKey key(Message invite) {
        return new InviteKey(
                DialogId.callId(invite), DialogId.fromTag(invite), Dialog.cseq(invite));
    }

    static String branch(Message message) {
        String branch = ((ViaHeader) message.getHeader(ViaHeader.NAME)).getBranch();
        return branch == null ? "" : branch;
    }
}
