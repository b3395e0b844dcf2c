package io.ringway.signaling.sip.dialog;

import java.util.List;
import java.util.Set;

/** What the user agent understands, as its messages say it. */
final class Capabilities {

    /** Methods within and outside dialogs. */
    static final String ALLOW =
            "INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, INFO, REFER, NOTIFY";

    static final Set<String> METHODS = Set.copyOf(List.of(ALLOW.split(", ")));

    /** Methods others define, that we know of and do not serve. */
    static final Set<String> UNSERVED = Set.of("SUBSCRIBE", "PUBLISH", "MESSAGE", "REGISTER");

    static final String ACCEPT = "application/sdp, application/dtmf-relay, message/sipfrag";

    private Capabilities() {}
}
