package io.ringway.signaling.sip.transport;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From bytes to transactions: parses, marks a request with where it came from, hands over to
 * JAIN-SIP, which calls the listener on this same thread.
 *
 * <p>Thread: the worker of the message's Call-ID.
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final JainStack stack;
    private final Map<SipTransport, Endpoint> endpoints;
    private final CounterBlock counters;

    Delivery(JainStack stack, Map<SipTransport, Endpoint> endpoints, CounterBlock counters) {
        this.stack = stack;
        this.endpoints = endpoints;
        this.counters = counters;
    }

    void deliver(byte[] bytes, SipFlow flow) {
        SIPMessage message = parse(bytes);
        if (message == null) {
            counters.incrementShared(Counter.DROP_SIP_UNREADABLE);
            return;
        }
        FlowTag.put(message, flow);
        Endpoint endpoint = endpoints.get(flow.transport());
        if (endpoint == null) {
            throw new IllegalStateException("a message over " + flow + ", which is off");
        }
        if (message instanceof SIPRequest request) {
            deliver(request, flow, endpoint);
        } else {
            deliver((SIPResponse) message, flow, endpoint);
        }
    }

    private @Nullable SIPMessage parse(byte[] bytes) {
        try {
            return new StringMsgParser().parseSIPMessage(bytes, true, false, null);
        } catch (ParseException | RuntimeException | AssertionError | StackOverflowError e) {
            LOG.debug("not a SIP message", e);
            return null;
        }
    }

    private void deliver(SIPRequest request, SipFlow flow, Endpoint endpoint) {
        InetSocketAddress answersTo = markSource(request.getTopmostVia(), flow);
        SipChannel channel = SipChannel.back(endpoint, flow, answersTo);
        mark(request, flow, endpoint);
        ServerRequestInterface transaction = stack.newSIPServerRequest(request, channel);
        if (transaction == null) {
            counters.incrementShared(Counter.DROP_SIP_OVERLOAD);
            return;
        }
        try {
            transaction.processRequest(request, channel);
        } finally {
            release(transaction);
        }
    }

    private void deliver(SIPResponse response, SipFlow flow, Endpoint endpoint) {
        SipChannel channel = SipChannel.back(endpoint, flow, flow.remote());
        mark(response, flow, endpoint);
        ServerResponseInterface transaction = stack.newSIPServerResponse(response, channel);
        if (transaction == null) {
            counters.incrementShared(Counter.DROP_SIP_OVERLOAD);
            return;
        }
        try {
            if (transaction instanceof SIPClientTransaction client
                    && !client.checkFromTag(response)) {
                counters.incrementShared(Counter.DROP_SIP_RESPONSE);
                return;
            }
            transaction.processResponse(response, channel);
        } finally {
            release(transaction);
        }
    }

    /** What the listener has taken over, it releases; the rest is released here. */
    private static void release(Object transaction) {
        if (transaction instanceof SIPTransaction taken && !taken.passToListener()) {
            taken.releaseSem();
        }
    }

    private static void mark(SIPMessage message, SipFlow flow, Endpoint endpoint) {
        message.setRemoteAddress(flow.remote().getAddress());
        message.setRemotePort(flow.remote().getPort());
        message.setPeerPacketSourceAddress(flow.remote().getAddress());
        message.setPeerPacketSourcePort(flow.remote().getPort());
        message.setLocalAddress(flow.local().getAddress());
        message.setLocalPort(endpoint.getPort());
    }

    /**
     * Writes where a request came from into its topmost Via (RFC 3261 §18.2.1, RFC 3581 §4).
     *
     * @return where answers go if not back along the flow
     */
    private static InetSocketAddress markSource(Via via, SipFlow flow) {
        InetSocketAddress source = flow.remote();
        String address = source.getAddress().getHostAddress();
        try {
            boolean symmetric = via.hasParameter(Via.RPORT);
            if (symmetric || !address.equals(via.getHost())) {
                via.setReceived(address);
            }
            if (symmetric) {
                via.setParameter(Via.RPORT, Integer.toString(source.getPort()));
                return source;
            }
        } catch (ParseException e) {
            throw new IllegalStateException("a source address that is none: " + source, e);
        }
        int port = via.getPort() > 0 ? via.getPort() : flow.transport().impliedPort();
        return new InetSocketAddress(source.getAddress(), port);
    }
}
