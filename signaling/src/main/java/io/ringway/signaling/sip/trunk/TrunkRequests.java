package io.ringway.signaling.sip.trunk;

import gov.nist.javax.sip.header.HeaderFactoryImpl;
import io.ringway.signaling.sip.transport.SipStack;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.RouteHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;

/**
 * Makes REGISTER and OPTIONS requests to a trunk. All registrations of a trunk's life share a
 * Call-ID and count on (RFC 3261 §10.2.4). Thread: any; resolves names, so it may block.
 */
final class TrunkRequests {

    private static final int MAX_FORWARDS = 70;

    private final SipStack stack;
    private final TrunkSettings settings;
    private final CallIdHeader registrationId;
    private final AtomicLong sequence = new AtomicLong();

    TrunkRequests(SipStack stack, TrunkSettings settings) {
        this.stack = stack;
        this.settings = settings;
        this.registrationId = stack.provider().getNewCallId();
    }

    /** The next CSeq must be above one that was sent by a retry with credentials. */
    void sequenceUsed(long number) {
        sequence.accumulateAndGet(number, Math::max);
    }

    /**
     * @param expiresS 0 takes the registration back
     */
    Request register(TrunkServer server, int expiresS)
            throws ParseException, InvalidArgumentException, UnknownHostException {
        Address own = own();
        Request request =
                stack.messages()
                        .createRequest(
                                registrarUri(server),
                                Request.REGISTER,
                                registrationId,
                                stack.headers()
                                        .createCSeqHeader(
                                                sequence.incrementAndGet(), Request.REGISTER),
                                stack.headers().createFromHeader(own, tag()),
                                stack.headers().createToHeader(own, null),
                                List.of(),
                                stack.headers().createMaxForwardsHeader(MAX_FORWARDS));
        ContactHeader contact =
                stack.contact(settings.user(), hop(server).transport(), located(hop(server)));
        contact.setExpires(expiresS);
        request.addHeader(contact);
        request.addHeader(stack.headers().createExpiresHeader(expiresS));
        request.addHeader(new HeaderFactoryImpl().createHeader("Supported", "path"));
        return routed(request, server);
    }

    /** Asks a server whether it is there. */
    Request options(TrunkServer server) throws ParseException, InvalidArgumentException {
        Request request =
                stack.messages()
                        .createRequest(
                                stack.addresses().createURI(server.uri("")),
                                Request.OPTIONS,
                                stack.provider().getNewCallId(),
                                stack.headers().createCSeqHeader(1L, Request.OPTIONS),
                                stack.headers().createFromHeader(own(), tag()),
                                stack.headers()
                                        .createToHeader(
                                                stack.addresses().createAddress(server.uri("")),
                                                null),
                                List.of(),
                                stack.headers().createMaxForwardsHeader(MAX_FORWARDS));
        return routed(request, server);
    }

    /** The domain's registrar, at the server by a route unless the domain is the server. */
    private SipURI registrarUri(TrunkServer server) throws ParseException {
        boolean same = settings.domain().equalsIgnoreCase(server.host());
        String uri = same ? server.uri("") : "sip:" + settings.domain();
        return (SipURI) stack.addresses().createURI(uri);
    }

    private Request routed(Request request, TrunkServer server) throws ParseException {
        request.removeHeader(ViaHeader.NAME);
        SipURI target = (SipURI) request.getRequestURI();
        TrunkServer hop = hop(server);
        boolean direct = hop.equals(server) && target.getHost().equalsIgnoreCase(server.host());
        if (!direct) {
            SipURI route = (SipURI) stack.addresses().createURI(hop.uri(""));
            route.setLrParam();
            RouteHeader header =
                    stack.headers().createRouteHeader(stack.addresses().createAddress(route));
            request.addHeader(header);
        }
        return request;
    }

    private InetSocketAddress located(TrunkServer hop) throws UnknownHostException {
        return stack.locate(hop.transport(), hop.host(), hop.port());
    }

    private TrunkServer hop(TrunkServer server) {
        TrunkServer proxy = settings.outboundProxy();
        return proxy == null ? server : proxy;
    }

    private Address own() throws ParseException {
        String user = settings.user().isEmpty() ? "ringway" : settings.user();
        return stack.addresses().createAddress("<sip:" + user + "@" + settings.domain() + ">");
    }

    private static String tag() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong());
    }
}
