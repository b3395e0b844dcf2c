package io.ringway.signaling.sip.dialog;

import gov.nist.javax.sip.header.extensions.ReplacesHeader;
import java.util.List;

/**
 * The dialog an INVITE wants to take over (RFC 3891 §3).
 *
 * @param legId the leg it belongs to; empty when it cannot be taken over
 * @param status what the INVITE is answered with then
 */
record Replacement(String legId, int status) {

    static Replacement find(List<ReplacesHeader> headers, LegTable legs) {
        if (headers.size() != 1) {
            return new Replacement("", 400);
        }
        ReplacesHeader replaces = headers.getFirst();
        DialogEnd end = legs.find(replaces.getCallId(), replaces.getToTag());
        if (end == null || !end.isWith(replaces.getFromTag())) {
            return new Replacement("", 481);
        }
        if (end.ended()) {
            return new Replacement("", 603);
        }
        if (!end.confirmed() && !end.calling()) {
            return new Replacement("", 481);
        }
        boolean earlyOnly =
                replaces.toString().toLowerCase(java.util.Locale.ROOT).contains("early-only");
        return end.confirmed() && earlyOnly
                ? new Replacement("", 486)
                : new Replacement(end.core().id(), 0);
    }
}
