package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.sip.transport.SipFlow;
import javax.sip.SipException;
import javax.sip.header.ContactHeader;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * How requests of a dialog reach its peer, and who we are there.
 *
 * @param contactUser user of our Contact
 * @param authenticator answers its challenges
 * @param flow what it registered or called by, when only that leads to it
 */
record PeerLink(String contactUser, Authenticator authenticator, @Nullable SipFlow flow) {

    /** Makes a request ready to be sent to the peer, but for its body. */
    void prepare(Wire wire, Request request) throws SipException {
        if (flow != null) {
            wire.useFlow(request, flow);
        }
        if (!request.getMethod().equals(Request.ACK)) {
            authenticator.authorize(request);
        }
        switch (request.getMethod()) {
            case Request.ACK, Request.BYE, Request.PRACK, Request.INFO -> {}
            default -> {
                ContactHeader contact = wire.contactTowards(contactUser, request);
                request.setHeader(contact);
                Sip.set(request, "Allow", Capabilities.ALLOW);
                Sip.set(request, "Supported", OptionTags.SUPPORTED);
            }
        }
    }
}
