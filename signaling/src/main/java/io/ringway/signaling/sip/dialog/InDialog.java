package io.ringway.signaling.sip.dialog;

import io.ringway.media.CloseReason;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.TransferTarget;
import io.ringway.signaling.sip.media.SipMedia;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dialog from its beginning to its BYE: what the peer asks within it, and what we ask.
 *
 * <p>Thread: its leg's.
 */
final class InDialog {

    private static final Logger LOG = LoggerFactory.getLogger(InDialog.class);

    private final LegCore core;
    private final Dialog dialog;
    private final PeerLink link;
    private final OutgoingOffers outgoing;
    private final IncomingOffers incoming;
    private final Refresh refresh;
    private final Keys keys;
    private final TransferOfPeer transferOfPeer;
    private final TransferByPeer transferByPeer;
    private boolean over;

    InDialog(LegCore core, Dialog dialog, PeerLink link) {
        this.core = core;
        this.dialog = dialog;
        this.link = link;
        this.outgoing = new OutgoingOffers(this);
        this.refresh = new Refresh(this, outgoing);
        this.incoming = new IncomingOffers(this, outgoing, refresh);
        this.keys = new Keys(this);
        this.transferOfPeer = new TransferOfPeer(this);
        this.transferByPeer = new TransferByPeer(this);
    }

    LegCore core() {
        return core;
    }

    Dialog dialog() {
        return dialog;
    }

    PeerLink link() {
        return link;
    }

    Refresh refresh() {
        return refresh;
    }

    OutgoingOffers offers() {
        return outgoing;
    }

    Keys keys() {
        return keys;
    }

    boolean over() {
        return over;
    }

    /** Whether the peer's offers have to wait for the first one to be answered. */
    void setSettled(boolean settled) {
        incoming.setSettled(settled);
    }

    void transfer(TransferTarget target) {
        transferOfPeer.start(target);
    }

    void tellTransfer(SipFragment fragment) {
        transferByPeer.tell(fragment);
    }

    /** A request of the peer, but ACK, CANCEL and PRACK. */
    void onRequest(Request request, ServerTransaction transaction) {
        if (over) {
            answer(request, transaction, 481);
        } else if (!dialog.inOrder(request)) {
            LOG.info("out of order: leg={} method={}", core.id(), request.getMethod());
            answer(request, transaction, 500);
        } else {
            refresh.heardOfPeer();
            dispatch(request, transaction);
        }
    }

    private void dispatch(Request request, ServerTransaction transaction) {
        switch (request.getMethod()) {
            case Request.BYE -> onBye(request, transaction);
            case Request.INVITE -> incoming.onInvite(request, transaction);
            case Request.UPDATE -> incoming.onUpdate(request, transaction);
            case Request.INFO -> keys.onInfo(request, transaction);
            case Request.REFER -> transferByPeer.onRefer(request, transaction);
            case Request.NOTIFY -> transferOfPeer.onNotify(request, transaction);
            case Request.OPTIONS -> onOptions(request, transaction);
            case Request.PRACK -> answer(request, transaction, 481);
            default -> {
                Response response = response(request, 405);
                Sip.set(response, "Allow", Capabilities.ALLOW);
                core.wire().answer(transaction, response);
            }
        }
    }

    void onAck(Request ack) {
        incoming.onAck(ack);
    }

    private void onBye(Request bye, ServerTransaction transaction) {
        answer(bye, transaction, 200);
        stop();
        LOG.info("bye received: leg={}", core.id());
        core.end(Cause.of(Cause.Kind.HANGUP), CloseReason.REMOTE_HANGUP);
    }

    private void onOptions(Request options, ServerTransaction transaction) {
        Response response = response(options, 200);
        Capabilities.describe(response);
        core.wire().answer(transaction, response);
    }

    /** Ends the dialog from our side; once. */
    void bye(Cause cause) {
        if (over) {
            return;
        }
        LOG.info("bye sent: leg={} cause={}", core.id(), cause.kind());
        leave(cause);
        core.end(cause, CloseReason.LOCAL_HANGUP);
    }

    /** Ends the dialog without ending the leg: a fork that is not needed. */
    void leave(Cause cause) {
        if (!over) {
            stop();
            Request bye = request(Request.BYE);
            Sip.set(bye, "Reason", CauseCodes.reason(cause));
            send(bye, (status, response) -> {});
        }
    }

    private void stop() {
        over = true;
        refresh.stop();
        incoming.stop();
        outgoing.stop();
    }

    Request request(String method) {
        return dialog.request(method);
    }

    /** Sends a request within the dialog, challenges answered. */
    Exchange send(Request request, Exchange.Outcome outcome) {
        Exchange exchange =
                new Exchange(core, request, link.authenticator(), dialog::nextCSeq, outcome);
        try {
            link.prepare(core.wire(), request);
            exchange.start();
        } catch (SipException | IllegalArgumentException e) {
            LOG.info("no way to the peer: leg={} reason={}", core.id(), e.getMessage());
            core.enqueue(() -> exchange.onNoResponse(503));
        }
        return exchange;
    }

    /** Sends the ACK to a 2xx of ours; the same may be sent again. */
    @Nullable Request ack(long inviteCSeq, Request invite) {
        Request ack = dialog.ack(inviteCSeq);
        for (String credentials : new String[] {"Authorization", "Proxy-Authorization"}) {
            if (invite.getHeader(credentials) != null) {
                ack.setHeader(invite.getHeader(credentials));
            }
        }
        try {
            link.prepare(core.wire(), ack);
        } catch (SipException e) {
            LOG.info("no way to the peer: leg={} reason={}", core.id(), e.getMessage());
        }
        core.wire().sendAck(ack);
        return ack;
    }

    /** Answers a request that needs nothing but a status. */
    void answer(Request request, ServerTransaction transaction, int status) {
        Response response = response(request, status);
        if (status == 500) {
            Sip.set(response, "Retry-After", "1");
        }
        core.wire().answer(transaction, response);
    }

    Response response(Request request, int status) {
        return core.wire().response(request, status, dialog.id().localTag());
    }

    /** A response that refreshes the peer's target: with Contact, Allow and Supported. */
    Response targetResponse(Request request, int status) {
        Response response = response(request, status);
        try {
            Request template = dialog.ack(1);
            if (link.flow() != null) {
                core.wire().useFlow(template, link.flow());
            }
            response.setHeader(core.wire().contactTowards(link.contactUser(), template));
        } catch (SipException | IllegalArgumentException e) {
            LOG.info("no contact to tell: leg={} reason={}", core.id(), e.getMessage());
        }
        Sip.set(response, "Allow", Capabilities.ALLOW);
        Sip.set(response, "Supported", OptionTags.SUPPORTED);
        return response;
    }

    @Nullable SipMedia media() {
        return core.media();
    }
}
