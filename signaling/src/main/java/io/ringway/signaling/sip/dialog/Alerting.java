package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.sdp.SdpException;
import javax.sip.ServerTransaction;
import javax.sip.header.ExpiresHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * What a caller is told before it is answered: that the called party is alerted, and what media
 * there is already (RFC 3261 §13.3.1.1, RFC 3262 §5).
 *
 * <p>Thread: its leg's.
 */
final class Alerting {

    private final InDialog session;
    private final EarlyMedia early;
    private final ProvisionalResponses provisional;

    Alerting(InDialog session, EarlyMedia early, ProvisionalResponses provisional) {
        this.session = session;
        this.early = early;
        this.provisional = provisional;
    }

    /** A caller may want an answer within some time, or none (RFC 3261 §13.3.1). */
    void limit(Request invite, Runnable giveUp) {
        ExpiresHeader limit = (ExpiresHeader) invite.getHeader(ExpiresHeader.NAME);
        if (limit != null && limit.getExpires() > 0) {
            session.core().after(limit.getExpires() * 1_000L, giveUp);
        }
    }

    /** Says that it rings. */
    void ring() throws SdpException {
        describeAndSend(180, provisional.required() && early.late());
    }

    /** Opens media, where the caller can have it now. */
    void progress() throws SdpException {
        boolean possible = !early.late() || provisional.reliable();
        describeAndSend(possible ? 183 : 180, possible);
    }

    private void describeAndSend(int status, boolean withSdp) throws SdpException {
        String sdp = withSdp ? early.describe() : null;
        provisional.send(status, sdp);
        if (sdp != null && provisional.reliable()) {
            early.sentReliably();
            session.setSettled(!early.late());
        }
    }

    /** Takes a PRACK and what it describes; false when it acknowledges nothing. */
    boolean acknowledge(Request prack, ServerTransaction transaction) {
        if (!session.dialog().inOrder(prack) || !provisional.acknowledge(prack)) {
            session.answer(prack, transaction, 481);
            return false;
        }
        LegCore core = session.core();
        try {
            Response response = session.response(prack, 200);
            String answer = early.onPrack(Body.sdp(prack));
            if (answer != null) {
                Body.setSdp(response, answer);
            }
            core.wire().answer(transaction, response);
            session.setSettled(!early.answerDue() && early.described());
            core.reportHold();
        } catch (SdpException e) {
            core.wire().answer(transaction, Warnings.response(session, prack, e));
        }
        return true;
    }
}
