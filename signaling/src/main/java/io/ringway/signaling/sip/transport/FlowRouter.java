package io.ringway.signaling.sip.transport;

import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.HopImpl;
import io.ringway.media.AddressLiteral;
import java.util.List;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.address.URI;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes next: by the flow it is tied to, else by its first Route, else by its
 * Request-URI (RFC 3261 §8.1.2).
 *
 * <p>A name without a port is left without one: {@link HopLocator} finds it. Thread: any; looks no
 * name up.
 */
final class FlowRouter implements Router {

    private final OwnAddress own;

    FlowRouter(OwnAddress own) {
        this.own = own;
    }

    @Override
    public Hop getNextHop(Request request) throws SipException {
        SipFlow flow = FlowTag.of(request);
        if (flow != null) {
            return along(flow);
        }
        RouteList routes = ((SIPRequest) request).getRouteHeaders();
        if (routes != null && !routes.isEmpty()) {
            return hop(firstRoute((SIPRequest) request, routes));
        }
        return hop(request.getRequestURI());
    }

    private static Hop along(SipFlow flow) throws SipException {
        if (!flow.isOpen()) {
            throw new SipException("the connection " + flow + " has been closed");
        }
        return new HopImpl(
                AddressLiteral.of(flow.remote().getAddress()),
                flow.remote().getPort(),
                flow.transport().name());
    }

    /** A strict router takes the place of the Request-URI, which goes last (RFC 3261 §12.2.1.1). */
    private static URI firstRoute(SIPRequest request, RouteList routes) {
        URI first = ((Route) routes.getFirst()).getAddress().getURI();
        if (first instanceof SipUri uri && !uri.hasLrParam()) {
            routes.removeFirst();
            AddressImpl target = new AddressImpl();
            target.setURI(request.getRequestURI());
            routes.add(new Route(target));
            request.setRequestURI(uri);
        }
        return first;
    }

    private Hop hop(URI uri) throws SipException {
        if (!(uri instanceof SipUri sip)) {
            throw new SipException("no way to " + uri + " without a Route: it is not a SIP URI");
        }
        SipTransport transport = transport(sip);
        if (!own.isOn(transport)) {
            throw new SipException("no way to " + uri + ": " + transport + " is off");
        }
        String host = sip.getMAddrParam() != null ? sip.getMAddrParam() : sip.getHost();
        boolean located = sip.getPort() <= 0 && HopLocator.literal(host) == null;
        int port = located ? 0 : sip.getPort() > 0 ? sip.getPort() : transport.impliedPort();
        return new HopImpl(host, port, transport.name());
    }

    private SipTransport transport(SipUri uri) throws SipException {
        String named = uri.getTransportParam();
        if (named == null) {
            return defaultTransport(uri.isSecure());
        }
        try {
            SipTransport transport = SipTransport.of(named);
            return uri.isSecure() ? secured(transport) : transport;
        } catch (IllegalArgumentException unknown) {
            throw new SipException("no way to " + uri + ": its transport is unknown", unknown);
        }
    }

    /** {@code sips} asks for TLS under whatever it names (RFC 3261 §26.2.2). */
    private static SipTransport secured(SipTransport transport) {
        return transport.isWebSocket() ? SipTransport.WSS : SipTransport.TLS;
    }

    private SipTransport defaultTransport(boolean secure) {
        if (secure) {
            return SipTransport.TLS;
        }
        return own.isOn(SipTransport.UDP) ? SipTransport.UDP : SipTransport.TCP;
    }

    /** Of JAIN-SIP before 1.2; nothing asks for it. */
    @Override
    @Deprecated
    public ListIterator<Hop> getNextHops(Request request) {
        try {
            return List.of(getNextHop(request)).listIterator();
        } catch (SipException noWay) {
            return List.<Hop>of().listIterator();
        }
    }

    @Override
    @SuppressWarnings("NullAway") // JAIN-SIP expects null where there is none
    public @Nullable Hop getOutboundProxy() {
        return null;
    }
}
