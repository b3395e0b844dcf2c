package io.ringway.signaling.sip.dialog;

import gov.nist.javax.sip.ListeningPointExt;
import gov.nist.javax.sip.Utils;
import io.ringway.signaling.call.SerialQueue;
import io.ringway.signaling.sip.media.MediaAddress;
import io.ringway.signaling.sip.transport.SipFlow;
import io.ringway.signaling.sip.transport.SipStack;
import io.ringway.signaling.sip.transport.SipTransport;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.text.ParseException;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.address.Hop;
import javax.sip.header.ContactHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts messages on their way: the only class that asks JAIN-SIP's provider to send something. A
 * message that cannot be sent is logged and told as the status that stands for it.
 *
 * <p>Thread: any.
 */
final class Wire {

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    private final SipStack stack;
    private final UserAgentSettings settings;

    Wire(SipStack stack, UserAgentSettings settings) {
        this.stack = stack;
        this.settings = settings;
    }

    /** Sends a request in a new transaction; null when it could not be sent, which is told too. */
    @Nullable ClientTransaction send(Request request, SerialQueue queue, Replies replies) {
        ReplyAddress address = new ReplyAddress(queue, replies);
        try {
            addVia(request, nextHop(request));
            ClientTransaction transaction = stack.provider().getNewClientTransaction(request);
            transaction.setApplicationData(address);
            transaction.setRetransmitTimer(settings.t1Ms());
            transaction.sendRequest();
            return transaction;
        } catch (SipException | IllegalArgumentException e) {
            LOG.info("cannot send {}: {}", request.getMethod(), reason(e));
            address.deliverNone(503);
            return null;
        }
    }

    /** Sends an ACK, which has no transaction. */
    void sendAck(Request ack) {
        try {
            addVia(ack, nextHop(ack));
            stack.provider().sendRequest(ack);
        } catch (SipException | IllegalArgumentException e) {
            LOG.info("cannot send ACK: {}", reason(e));
        }
    }

    /** Sends an ACK that was sent before. */
    void repeatAck(Request ack) {
        try {
            stack.provider().sendRequest((Request) ack.clone());
        } catch (SipException e) {
            LOG.info("cannot send ACK: {}", reason(e));
        }
    }

    /** Cancels an INVITE that has had a provisional response (RFC 3261 §9.1). */
    void cancel(ClientTransaction invite, String reason) {
        try {
            Request cancel = invite.createCancel();
            Sip.set(cancel, "Reason", reason);
            stack.provider().getNewClientTransaction(cancel).sendRequest();
        } catch (SipException e) {
            LOG.info("cannot send CANCEL: {}", reason(e));
        }
    }

    /** Forgets a transaction whose peer does not answer. */
    void terminate(ClientTransaction transaction) {
        try {
            transaction.terminate();
        } catch (ObjectInUseException e) {
            LOG.debug("transaction cannot be ended", e);
        }
    }

    void answer(ServerTransaction transaction, Response response) {
        try {
            transaction.sendResponse(response);
        } catch (SipException | InvalidArgumentException e) {
            LOG.info("cannot send {}: {}", response.getStatusCode(), reason(e));
        }
    }

    /** Sends a response again, or one that has no transaction. */
    void repeat(Response response) {
        try {
            stack.provider().sendResponse((Response) response.clone());
        } catch (SipException e) {
            LOG.info("cannot send {} again: {}", response.getStatusCode(), reason(e));
        }
    }

    /** A response with our tag and name. */
    Response response(Request request, int status, String localTag) {
        Response response = Sip.make(() -> Sip.MESSAGES.createResponse(status, request));
        if (status > 100 && DialogId.toTag(response).isEmpty()) {
            setToTag(response, localTag);
        }
        Sip.set(response, "Server", settings.product());
        HeaderOrder.arrange(response);
        SipFlow flow = stack.flowOf(request);
        if (flow != null && flow.transport().isReliable()) {
            // Also one that is sent again goes by the request's connection (RFC 3261 §18.2.2).
            stack.answerBy(response, flow);
        }
        return response;
    }

    static void setToTag(Response response, String tag) {
        ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
        Sip.make(
                () -> {
                    to.setTag(tag);
                    return to;
                });
    }

    /** Our Contact for whoever a request goes to. */
    ContactHeader contactTowards(String user, Request request) throws SipException {
        SipFlow flow = stack.flowOf(request);
        if (flow != null) {
            return stack.contact(user, flow);
        }
        Hop hop = nextHop(request);
        return stack.contact(user, SipTransport.of(hop.getTransport()), addressOf(hop));
    }

    /** Where media is taken for whoever a request goes to. */
    MediaAddress mediaAddressTowards(Request request) throws SipException {
        InetSocketAddress peer = addressOf(nextHop(request));
        return new MediaAddress(stack.localAddress(peer), stack.advertisedAddress(peer));
    }

    /** Where media is taken for whoever a request came from. */
    MediaAddress mediaAddress(SipFlow source) {
        return new MediaAddress(source.local().getAddress(), stack.advertisedAddress(source));
    }

    /** Makes a request go over a flow, whatever its URIs say. */
    void useFlow(Request request, SipFlow flow) {
        stack.sendBy(request, flow);
    }

    private Hop nextHop(Request request) throws SipException {
        return stack.provider().getSipStack().getRouter().getNextHop(request);
    }

    private InetSocketAddress addressOf(Hop hop) throws SipException {
        try {
            SipTransport transport = SipTransport.of(hop.getTransport());
            return stack.locate(transport, hop.getHost(), hop.getPort());
        } catch (UnknownHostException e) {
            throw new SipException("cannot resolve " + hop.getHost(), e);
        }
    }

    private void addVia(Request request, Hop hop) throws SipException {
        ListeningPoint point = stack.provider().getListeningPoint(hop.getTransport());
        if (point == null) {
            throw new SipException("no transport " + hop.getTransport() + " here");
        }
        ViaHeader via = ((ListeningPointExt) point).createViaHeader();
        try {
            via.setBranch(Utils.getInstance().generateBranchId());
            via.setRPort();
        } catch (ParseException | InvalidArgumentException e) {
            throw new SipException("cannot write a Via", e);
        }
        request.addFirst(via);
        Sip.set(request, "User-Agent", settings.product());
        HeaderOrder.arrange(request);
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + cause;
    }
}
