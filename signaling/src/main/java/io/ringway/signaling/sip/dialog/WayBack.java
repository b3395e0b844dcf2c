package io.ringway.signaling.sip.dialog;

import io.ringway.media.AddressLiteral;
import io.ringway.signaling.sip.transport.SipFlow;
import io.ringway.signaling.sip.transport.SipTransport;
import java.net.InetAddress;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a caller again whose Contact does not lead to it, because it is behind a NAT or came
 * over a connection that only it can open (RFC 5626's idea, RFC 7118 §5).
 */
final class WayBack {

    private WayBack() {}

    /**
     * The flow a caller's INVITE came by, or null when its Contact or a proxy's Record-Route is the
     * way: a connection is used again, and a datagram goes back where it came from when the caller
     * does not know its own address.
     */
    static @Nullable SipFlow of(Request request, SipFlow flow) {
        ContactHeader contact = (ContactHeader) request.getHeader(ContactHeader.NAME);
        if (request.getHeader(RecordRouteHeader.NAME) != null
                || contact == null
                || !(contact.getAddress().getURI() instanceof SipURI uri)) {
            return null;
        }
        InetAddress source = flow.remote().getAddress();
        ViaHeader via = (ViaHeader) request.getHeader(ViaHeader.NAME);
        boolean natted =
                !AddressLiteral.names(uri.getHost(), source)
                        && !AddressLiteral.names(via.getHost(), source);
        return flow.transport() != SipTransport.UDP || natted ? flow : null;
    }
}
