package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sip.media.SipMedia;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The peer's re-INVITEs and UPDATEs (RFC 3261 §14.2, RFC 3311 §5.2): holds, other codecs and
 * addresses, refreshes, with or without an offer.
 *
 * <p>Thread: its leg's.
 */
final class IncomingOffers {

    private static final Logger LOG = LoggerFactory.getLogger(IncomingOffers.class);

    private final InDialog session;
    private final OutgoingOffers outgoing;
    private final Refresh refresh;
    private @Nullable AcknowledgedAnswer unacknowledged;
    private boolean answerDue;
    private boolean settled = true;

    IncomingOffers(InDialog session, OutgoingOffers outgoing, Refresh refresh) {
        this.session = session;
        this.outgoing = outgoing;
        this.refresh = refresh;
    }

    void setSettled(boolean settled) {
        this.settled = settled;
    }

    void onInvite(Request invite, ServerTransaction transaction) {
        if (outgoing.pending() || !settled || answerDue) {
            session.answer(invite, transaction, 491);
        } else if (refresh.tooShort(invite)) {
            session.core().wire().answer(transaction, refresh.demand(invite));
        } else {
            acceptInvite(invite, transaction);
        }
    }

    private void acceptInvite(Request invite, ServerTransaction transaction) {
        SipMedia media = session.media();
        String offer = Body.sdp(invite);
        if (media == null || (offer == null && !Body.type(invite).isEmpty())) {
            refuseBody(invite, transaction);
            return;
        }
        try {
            String sdp = offer == null ? media.offer() : media.answer(offer);
            session.dialog().retarget(invite);
            Response response = session.targetResponse(invite, 200);
            Body.setSdp(response, sdp);
            refresh.onRequest(invite, response);
            answerDue = offer == null;
            if (unacknowledged != null) {
                unacknowledged.stop();
            }
            unacknowledged = new AcknowledgedAnswer(session.core(), response, this::onAckLost);
            unacknowledged.send(transaction);
            session.core().reportHold();
        } catch (SdpException e) {
            refuse(invite, transaction, e);
        }
    }

    void onUpdate(Request update, ServerTransaction transaction) {
        String offer = Body.sdp(update);
        if (offer != null && outgoing.pending()) {
            session.answer(update, transaction, 491);
        } else if (offer != null && (!settled || answerDue)) {
            session.answer(update, transaction, 500);
        } else if (refresh.tooShort(update)) {
            session.core().wire().answer(transaction, refresh.demand(update));
        } else if (offer == null && !Body.type(update).isEmpty()) {
            refuseBody(update, transaction);
        } else {
            acceptUpdate(update, transaction, offer);
        }
    }

    private void acceptUpdate(
            Request update, ServerTransaction transaction, @Nullable String offer) {
        SipMedia media = session.media();
        try {
            Response response = session.targetResponse(update, 200);
            if (offer != null && media != null) {
                Body.setSdp(response, media.answer(offer));
            }
            session.dialog().retarget(update);
            refresh.onRequest(update, response);
            session.core().wire().answer(transaction, response);
            session.core().reportHold();
        } catch (SdpException e) {
            refuse(update, transaction, e);
        }
    }

    void onAck(Request ack) {
        if (unacknowledged == null || !unacknowledged.acknowledge(Dialog.cseq(ack))) {
            return;
        }
        SipMedia media = session.media();
        if (!answerDue || media == null) {
            return;
        }
        answerDue = false;
        String answer = Body.sdp(ack);
        try {
            media.accept(answer == null ? "" : answer);
            session.core().reportHold();
        } catch (SdpException e) {
            LOG.info("bad answer in ACK: leg={} reason={}", session.core().id(), e.getMessage());
            session.bye(new Cause(Cause.Kind.PROTOCOL_ERROR, e.getMessage()));
        }
    }

    private void onAckLost() {
        LOG.info("no ACK: leg={}", session.core().id());
        session.bye(new Cause(Cause.Kind.TIMEOUT, "no ACK came"));
    }

    private void refuse(Request request, ServerTransaction transaction, SdpException e) {
        int status = Warnings.status(e);
        LOG.info(
                "offer refused: leg={} status={} reason={}",
                session.core().id(),
                status,
                e.getMessage());
        Response response = session.response(request, status);
        Warnings.add(response, e);
        session.core().wire().answer(transaction, response);
    }

    private void refuseBody(Request request, ServerTransaction transaction) {
        Response response = session.response(request, 415);
        Sip.set(response, "Accept", Capabilities.ACCEPT);
        session.core().wire().answer(transaction, response);
    }

    void stop() {
        if (unacknowledged != null) {
            unacknowledged.stop();
        }
    }
}
