package io.ringway.signaling.sip.dialog;

import gov.nist.javax.sip.header.extensions.MinSE;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.DialRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sip.SipException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Writes the INVITE of a call of ours, but for its body and its session timer. */
final class InviteRequest {

    private InviteRequest() {}

    /**
     * @throws SipException when there is no way to the target
     */
    static Request write(Wire wire, OutgoingTarget target, DialRequest dial, String localTag)
            throws SipException {
        URI uri = Sip.uri(target.uri());
        Request invite =
                Sip.make(
                        () ->
                                Sip.MESSAGES.createRequest(
                                        uri,
                                        Request.INVITE,
                                        Sip.HEADERS.createCallIdHeader(
                                                UUID.randomUUID().toString()),
                                        Sip.HEADERS.createCSeqHeader(1L, Request.INVITE),
                                        Sip.HEADERS.createFromHeader(Sip.address(uri), localTag),
                                        Sip.HEADERS.createToHeader(Sip.address(uri), null),
                                        new ArrayList<>(),
                                        Sip.HEADERS.createMaxForwardsHeader(
                                                dial.parties().hops())));
        addRoutes(invite, target.routes());
        if (target.flow() != null) {
            wire.useFlow(invite, target.flow());
        }
        ContactHeader contact = wire.contactTowards(contactUser(dial.parties()), invite);
        invite.setHeader(contact);
        addCaller(invite, target, dial.parties(), contact);
        RedirectionHeaders.write(
                invite, dial.parties().redirections(), target.redirections(), own(target, contact));
        Sip.set(invite, "Allow", Capabilities.ALLOW);
        Sip.set(invite, "Supported", OptionTags.SUPPORTED);
        target.authenticator().authorize(invite);
        if (dial.replaces() != null) {
            Sip.set(invite, "Replaces", ReferTo.replaces(dial.replaces()));
        }
        return invite;
    }

    /** How requests of the call's dialogs reach their peer. */
    static PeerLink link(OutgoingTarget target, DialRequest dial) {
        return new PeerLink(contactUser(dial.parties()), target.authenticator(), target.flow());
    }

    /** Asks for a session timer, when there is to be one. */
    static void describeTimer(Request invite, int intervalS, int leastS) {
        if (intervalS > 0) {
            Sip.set(invite, "Session-Expires", String.valueOf(intervalS));
            Sip.set(invite, "Min-SE", String.valueOf(leastS));
        }
    }

    /** The same once more, with the interval a 422 demands (RFC 4028 §7.3). */
    static Request again(Request invite, Response demand, int intervalS) {
        MinSE least = (MinSE) demand.getHeader(MinSE.NAME);
        int leastS = least == null ? 2 * intervalS : least.getExpires();
        Request again = (Request) invite.clone();
        again.removeHeader("Via");
        long next = Dialog.cseq(again) + 1;
        again.setHeader(Sip.make(() -> Sip.HEADERS.createCSeqHeader(next, Request.INVITE)));
        describeTimer(again, Math.max(leastS, intervalS), leastS);
        return again;
    }

    /** User of our Contact: the caller's, so that traces can be read. */
    static String contactUser(CallParties parties) {
        String user = parties.caller().replaceAll("[^A-Za-z0-9._+-]", "");
        return user.isEmpty() ? "ringway" : user;
    }

    private static void addRoutes(Request invite, List<String> routes) {
        for (String route : routes) {
            Sip.addRoute(invite, Sip.address(Sip.uri(route)));
        }
    }

    /** From and, where it may be told, P-Asserted-Identity (RFC 3325); Privacy when withheld. */
    private static void addCaller(
            Request invite, OutgoingTarget target, CallParties parties, ContactHeader contact) {
        boolean withheld = parties.caller().isEmpty();
        Address ours = address(target, parties, contact);
        Address shown = withheld ? anonymous() : ours;
        String tag = DialogId.fromTag(invite);
        invite.setHeader(Sip.make(() -> Sip.HEADERS.createFromHeader(shown, tag)));
        if (target.assertIdentity()) {
            Sip.set(invite, "P-Asserted-Identity", ours.toString().strip());
            if (withheld) {
                Sip.set(invite, "Privacy", "id");
            }
        }
    }

    private static Address address(
            OutgoingTarget target, CallParties parties, ContactHeader contact) {
        if (target.from() != null) {
            return named(Sip.uri(target.from()), parties.callerName());
        }
        SipURI own = own(target, contact);
        String user = contactUser(parties);
        return named(
                Sip.make(() -> Sip.ADDRESSES.createSipURI(user, own.getHost())),
                parties.callerName());
    }

    /** The address we have there; of that of our Contact, only the host matters. */
    private static SipURI own(OutgoingTarget target, ContactHeader contact) {
        return target.from() != null && Sip.uri(target.from()) instanceof SipURI given
                ? given
                : (SipURI) contact.getAddress().getURI();
    }

    private static Address named(URI uri, String name) {
        Address address = Sip.address(uri);
        return name.isEmpty()
                ? address
                : Sip.make(
                        () -> {
                            address.setDisplayName(quotable(name));
                            return address;
                        });
    }

    /** What may stand between quotes: JAIN-SIP puts these, and nothing else (RFC 3261 §25.1). */
    private static String quotable(String name) {
        return name.replaceAll("\\p{Cntrl}", " ").replaceAll("([\"\\\\])", "\\\\$1");
    }

    private static Address anonymous() {
        return named(Sip.uri("sip:anonymous@anonymous.invalid"), "Anonymous");
    }
}
