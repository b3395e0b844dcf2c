package io.ringway.signaling.sip.transport;

import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import io.ringway.media.AddressLiteral;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Map;
import javax.sip.InvalidArgumentException;
import javax.sip.TransactionState;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From bytes to transactions: judges, parses, marks a request with where it came from, hands over
 * to JAIN-SIP, which calls the listener on this same thread.
 *
 * <p>Thread: the worker of the message's Call-ID.
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private static final int DEFAULT_HOPS = 70;

    private final JainStack stack;
    private final Map<SipTransport, Endpoint> endpoints;
    private final Refusals refusals;
    private final SipLimits limits;
    private final MessageRules rules;
    private final CounterBlock counters;

    Delivery(
            JainStack stack,
            Map<SipTransport, Endpoint> endpoints,
            Refusals refusals,
            SipLimits limits,
            CounterBlock counters) {
        this.stack = stack;
        this.refusals = refusals;
        this.limits = limits;
        this.rules = new MessageRules(limits);
        this.endpoints = endpoints;
        this.counters = counters;
    }

    void deliver(byte[] bytes, SipFlow flow) {
        RawMessage raw = RawMessage.read(bytes, limits.maxHeaders());
        switch (rules.judge(raw, flow.transport().needsLength())) {
            case Verdict.Refused refused -> refuse(raw, refused.status(), refused.reason(), flow);
            case Verdict.Accepted accepted -> parsed(raw, accepted.bodyBytes(), flow);
        }
    }

    private void parsed(RawMessage raw, int bodyBytes, SipFlow flow) {
        SIPMessage message;
        try {
            message = Parser.parse(raw.normalised(bodyBytes));
        } catch (ParseException e) {
            LOG.debug("SIP message from {} cannot be parsed", flow, e);
            refuse(raw, Response.BAD_REQUEST, "Bad Request (" + e.getMessage() + ")", flow);
            return;
        }
        FlowTag.put(message, flow);
        Endpoint endpoint = endpoints.get(flow.transport());
        if (endpoint == null) {
            throw new IllegalStateException("a message over " + flow + ", which is off");
        }
        endpoint.outbox().heard(flow);
        if (message instanceof SIPResponse response) {
            deliver(response, flow, endpoint);
        } else if (hasRoom(message)) {
            deliver((SIPRequest) message, flow, endpoint);
        } else {
            counters.incrementShared(Counter.DROP_SIP_OVERLOAD);
            refusals.send(raw, Response.SERVICE_UNAVAILABLE, "Service Unavailable", flow);
        }
    }

    private void refuse(RawMessage raw, int status, String reason, SipFlow flow) {
        if (raw.isResponse()) {
            counters.incrementShared(Counter.DROP_SIP_RESPONSE);
        } else {
            refusals.send(raw, status, reason, flow);
        }
    }

    /** Whether a request may make a transaction; what ends calls always may. */
    private boolean hasRoom(SIPMessage request) {
        String method = request.getCSeq().getMethod();
        return stack.getServerTransactionTableSize() < limits.serverTransactions()
                || method.equals(Request.ACK)
                || method.equals(Request.BYE)
                || method.equals(Request.CANCEL);
    }

    private void deliver(SIPRequest request, SipFlow flow, Endpoint endpoint) {
        InetSocketAddress answersTo = markSource(request.getTopmostVia(), flow);
        SipChannel channel = SipChannel.back(endpoint, flow, answersTo);
        mark(request, flow, endpoint);
        limitHops(request);
        BranchTag.put(request);
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
        if (!endpoint.outbox().isOurs(response.getTopmostVia())) {
            counters.incrementShared(Counter.DROP_SIP_RESPONSE);
            return;
        }
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
        if (transaction instanceof SIPClientTransaction client && answered(client)) {
            stack.removeTransaction(client);
        }
    }

    /** Old user agents leave Max-Forwards out (RFC 3261 §16.3, §16.6), JAIN-SIP insists on it. */
    private static void limitHops(SIPRequest request) {
        if (request.getMaxForwards() == null) {
            try {
                request.setHeader(new MaxForwards(DEFAULT_HOPS));
            } catch (InvalidArgumentException e) {
                throw new IllegalStateException("Max-Forwards of " + DEFAULT_HOPS, e);
            }
        }
    }

    /**
     * Whether an INVITE's transaction has ended by a 2xx. It goes at once: JAIN-SIP keeps it for a
     * while, and in it every further 2xx would end, also those of other forks, which must be
     * acknowledged too (RFC 3261 §13.2.2.4).
     */
    private static boolean answered(SIPClientTransaction transaction) {
        return transaction.getMethod().equals(Request.INVITE)
                && transaction.getInternalState() == TransactionState._TERMINATED;
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
     * Writes where a request came from into its topmost Via (RFC 3261 §18.2.1, RFC 3581 §4). A
     * transport it did not come by, and an address answers should go to instead, are taken out: no
     * datagram may make us open connections, nor send to third parties.
     *
     * @return where answers go if not back along the flow
     */
    private static InetSocketAddress markSource(Via via, SipFlow flow) {
        InetSocketAddress source = flow.remote();
        try {
            via.setTransport(flow.transport().name());
            via.removeParameter(Via.MADDR);
            boolean symmetric = via.hasParameter(Via.RPORT);
            if (symmetric || !AddressLiteral.names(via.getHost(), source.getAddress())) {
                via.setReceived(AddressLiteral.of(source.getAddress()));
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
