package io.ringway.signaling.sip.trunk;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.Header;
import javax.sip.header.MinExpiresHeader;
import javax.sip.header.RetryAfterHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** What a response to a REGISTER of ours says. */
final class RegisterAnswer {

    private static final int MAX_SERVICE_ROUTES = 8;

    private RegisterAnswer() {}

    /** For how long our contact is registered (RFC 3261 §10.2.4); seconds. */
    static int grantedS(Response response, Request request, int askedS) {
        ContactHeader own = (ContactHeader) request.getHeader(ContactHeader.NAME);
        ListIterator<?> contacts = response.getHeaders(ContactHeader.NAME);
        while (own != null && contacts != null && contacts.hasNext()) {
            ContactHeader contact = (ContactHeader) contacts.next();
            if (same(contact, own) && contact.getExpires() >= 0) {
                return contact.getExpires();
            }
        }
        ExpiresHeader expires = response.getExpires();
        return expires == null ? askedS : expires.getExpires();
    }

    private static boolean same(ContactHeader one, ContactHeader other) {
        return one.getAddress() != null
                && one.getAddress().getURI() instanceof SipURI left
                && other.getAddress().getURI() instanceof SipURI right
                && left.getHost().equalsIgnoreCase(right.getHost())
                && left.getPort() == right.getPort();
    }

    /** What the registrar asks for in a 423; 0 when it does not say. */
    static int minExpiresS(Response response) {
        return response.getHeader(MinExpiresHeader.NAME) instanceof MinExpiresHeader min
                ? min.getExpires()
                : 0;
    }

    /** How long to leave it alone; 0 when it does not say. */
    static int retryAfterS(Response response) {
        return response.getHeader(RetryAfterHeader.NAME) instanceof RetryAfterHeader retry
                ? retry.getRetryAfter()
                : 0;
    }

    /** Proxies our requests are to go through (RFC 3608), as Route headers write them. */
    static List<String> serviceRoute(Response response) {
        List<String> routes = new ArrayList<>();
        ListIterator<?> headers = response.getHeaders("Service-Route");
        while (headers != null && headers.hasNext() && routes.size() < MAX_SERVICE_ROUTES) {
            String text = ((Header) headers.next()).toString();
            routes.add(text.substring(text.indexOf(':') + 1).strip());
        }
        return routes;
    }
}
