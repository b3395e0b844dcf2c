package io.ringway.signaling.sip.dialog;

import java.util.List;
import java.util.Set;
import javax.sip.message.Response;

/** What the user agent understands, as its messages say it. */
final class Capabilities {

    /** Methods within and outside dialogs. */
    static final String ALLOW =
            "INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, INFO, REFER, NOTIFY";

    static final Set<String> METHODS = Set.copyOf(List.of(ALLOW.split(", ")));

    /** Methods others define, that we know of and do not serve. */
    static final Set<String> UNSERVED = Set.of("SUBSCRIBE", "PUBLISH", "MESSAGE", "REGISTER");

    static final String ACCEPT = "application/sdp, application/dtmf-relay, message/sipfrag";

    /** Event packages (RFC 6665 §8.2.2): how transfers go. */
    static final String EVENTS = "refer";

    /** Says all of it, as an answer to OPTIONS does (RFC 3261 §11.2). */
    static void describe(Response response) {
        Sip.set(response, "Allow", ALLOW);
        Sip.set(response, "Accept", ACCEPT);
        Sip.set(response, "Accept-Encoding", "identity");
        Sip.set(response, "Supported", OptionTags.SUPPORTED);
        Sip.set(response, "Allow-Events", EVENTS);
    }

    private Capabilities() {}
}
