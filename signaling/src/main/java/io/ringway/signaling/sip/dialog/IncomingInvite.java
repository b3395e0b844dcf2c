package io.ringway.signaling.sip.dialog;

import io.ringway.media.CapacityExceededException;
import io.ringway.media.CloseReason;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.LegObserver;
import io.ringway.signaling.sdp.SdpException;
import java.net.InetAddress;
import java.util.function.Supplier;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A caller: its INVITE from the first response to the ACK (RFC 3261 §13.3), then its dialog.
 *
 * <p>Thread: its leg's.
 */
final class IncomingInvite implements DialogEnd, LegSide {

    private static final Logger LOG = LoggerFactory.getLogger(IncomingInvite.class);

    private enum Phase {
        RINGING,
        /** Answered by the call, waiting for a PRACK. */
        ANSWERING,
        /** 2xx sent. */
        ANSWERED,
        /** ACK came. */
        UP,
        OVER
    }

    private final LegCore core;
    private final Request invite;
    private final ServerTransaction transaction;
    private final InDialog session;
    private final EarlyMedia early;
    private final ProvisionalResponses provisional;
    private volatile Phase phase = Phase.RINGING;
    private @Nullable AcknowledgedAnswer unacknowledged;
    private @Nullable Cause byeAfterAck;

    IncomingInvite(LegCore core, Request invite, ServerTransaction transaction, PeerLink link) {
        this.core = core;
        this.invite = invite;
        this.transaction = transaction;
        this.session = new InDialog(core, Dialog.incoming(invite, Sip.newTag()), link);
        this.early = new EarlyMedia(core, Body.sdp(invite));
        this.provisional =
                new ProvisionalResponses(session, invite, transaction, this::onUnacknowledged);
        session.setSettled(false);
        core.onMediaLoss(this::hangUp);
    }

    /** Opens media and hands the caller to the calls. */
    void start(InetAddress localAddress, Supplier<LegObserver> calls) {
        if (session.refresh().tooShort(invite)) {
            reject(
                    session.refresh().demand(invite),
                    new Cause(Cause.Kind.PROTOCOL_ERROR, "session interval too short"));
            return;
        }
        try {
            early.open(localAddress);
            core.observe(calls.get());
        } catch (SdpException e) {
            Response response = session.response(invite, Warnings.status(e));
            Warnings.add(response, e);
            reject(response, new Cause(Cause.Kind.NOT_ACCEPTABLE, e.getMessage()));
        } catch (CapacityExceededException e) {
            refuse(new Cause(Cause.Kind.OVERLOAD, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("call could not be taken: leg={}", core.id(), e);
            refuse(Cause.of(Cause.Kind.INTERNAL_ERROR));
        }
    }

    String localTag() {
        return session.dialog().id().localTag();
    }

    String branch() {
        return LegTable.branch(invite);
    }

    @Override
    public void ring() {
        if (phase == Phase.RINGING) {
            describeAndSend(180, provisional.required() && early.late());
        }
    }

    @Override
    public void progress() {
        if (phase == Phase.RINGING) {
            boolean possible = !early.late() || provisional.reliable();
            describeAndSend(possible ? 183 : 180, possible);
        }
    }

    private void describeAndSend(int status, boolean withSdp) {
        try {
            String sdp = withSdp ? early.describe() : null;
            provisional.send(status, sdp);
            if (sdp != null && provisional.reliable()) {
                early.sentReliably();
                session.setSettled(!early.late());
            }
        } catch (SdpException e) {
            refuse(new Cause(Cause.Kind.NOT_ACCEPTABLE, e.getMessage()));
        }
    }

    @Override
    public void answer() {
        if (phase == Phase.RINGING && provisional.pending()) {
            phase = Phase.ANSWERING;
        } else if (phase == Phase.RINGING || phase == Phase.ANSWERING) {
            sendAnswer();
        }
    }

    private void sendAnswer() {
        try {
            Response response = session.targetResponse(invite, 200);
            String sdp = early.describeFinally();
            if (sdp != null) {
                Body.setSdp(response, sdp);
            }
            session.refresh().onRequest(invite, response);
            provisional.stop();
            phase = Phase.ANSWERED;
            session.setSettled(!early.answerDue());
            unacknowledged = new AcknowledgedAnswer(core, response, this::onAckLost);
            unacknowledged.send(transaction);
            LOG.info("invite answered: leg={}", core.id());
        } catch (SdpException e) {
            refuse(new Cause(Cause.Kind.NOT_ACCEPTABLE, e.getMessage()));
        }
    }

    @Override
    public void refuse(Cause cause) {
        Response response = session.response(invite, CauseCodes.status(cause.kind()));
        if (cause.kind() == Cause.Kind.OVERLOAD) {
            Sip.set(response, "Retry-After", String.valueOf(core.settings().retryAfterS()));
        }
        Sip.set(response, "Reason", CauseCodes.reason(cause));
        reject(response, cause);
    }

    /** Refuses with a status of its own: there is no dialog to take over. */
    void refuse(int status) {
        Cause cause = new Cause(CauseCodes.kind(status), "no call to be replaced");
        reject(session.response(invite, status), cause);
    }

    private void reject(Response response, Cause cause) {
        if (phase != Phase.RINGING && phase != Phase.ANSWERING) {
            return;
        }
        phase = Phase.OVER;
        LOG.info(
                "invite refused: leg={} status={} reason={}",
                core.id(),
                response.getStatusCode(),
                cause.detail().isEmpty() ? cause.kind() : cause.detail());
        provisional.stop();
        core.wire().answer(transaction, response);
        finish(cause, CloseReason.LOCAL_HANGUP);
    }

    @Override
    public void hangUp(Cause cause) {
        switch (phase) {
            case RINGING, ANSWERING -> refuse(cause);
            case ANSWERED -> byeAfterAck = cause;
            case UP -> bye(cause);
            case OVER -> {}
        }
    }

    /** The caller gave up. The CANCEL itself has been answered. */
    void onCancel() {
        if (phase == Phase.RINGING || phase == Phase.ANSWERING) {
            reject(session.response(invite, 487), Cause.of(Cause.Kind.CANCELLED));
        }
    }

    @Override
    public void onRequest(Request request, ServerTransaction requestTransaction) {
        String method = request.getMethod();
        boolean unanswered = phase == Phase.RINGING || phase == Phase.ANSWERING;
        if (method.equals(Request.PRACK) && unanswered) {
            onPrack(request, requestTransaction);
        } else if (method.equals(Request.BYE) && unanswered) {
            session.answer(request, requestTransaction, 200);
            onCancel();
        } else {
            session.onRequest(request, requestTransaction);
            if (session.over()) {
                stop();
            }
        }
    }

    private void onPrack(Request prack, ServerTransaction prackTransaction) {
        if (!session.dialog().inOrder(prack) || !provisional.acknowledge(prack)) {
            session.answer(prack, prackTransaction, 481);
            return;
        }
        try {
            Response response = session.response(prack, 200);
            String sdp = Body.sdp(prack);
            String answer = early.onPrack(sdp);
            if (answer != null) {
                Body.setSdp(response, answer);
            }
            core.wire().answer(prackTransaction, response);
            session.setSettled(!early.answerDue() && early.described());
            core.reportHold();
        } catch (SdpException e) {
            Response response = session.response(prack, Warnings.status(e));
            Warnings.add(response, e);
            core.wire().answer(prackTransaction, response);
        }
        if (!provisional.sendNext() && phase == Phase.ANSWERING) {
            sendAnswer();
        }
    }

    /** No PRACK came: the call cannot be answered (RFC 3262 §3). */
    private void onUnacknowledged() {
        Cause cause = new Cause(Cause.Kind.TIMEOUT, "no PRACK came");
        reject(session.response(invite, 504), cause);
    }

    @Override
    public void onAck(Request ack) {
        if (unacknowledged == null || !unacknowledged.acknowledge(Dialog.cseq(ack))) {
            session.onAck(ack);
            return;
        }
        phase = Phase.UP;
        try {
            early.onAck(Body.sdp(ack));
            session.setSettled(true);
            core.answered();
            core.reportHold();
        } catch (SdpException e) {
            LOG.info("bad answer in ACK: leg={} reason={}", core.id(), e.getMessage());
            byeAfterAck = new Cause(Cause.Kind.PROTOCOL_ERROR, e.getMessage());
        }
        if (byeAfterAck != null) {
            bye(byeAfterAck);
        }
    }

    private void onAckLost() {
        LOG.info("no ACK: leg={}", core.id());
        bye(byeAfterAck != null ? byeAfterAck : new Cause(Cause.Kind.TIMEOUT, "no ACK came"));
    }

    /** The INVITE came again after its 2xx: what took it is no more, so it is answered here. */
    void onRepeatedInvite() {
        if (unacknowledged != null && unacknowledged.waiting()) {
            unacknowledged.repeat();
        }
    }

    private void bye(Cause cause) {
        session.bye(cause);
        stop();
    }

    private void finish(Cause cause, CloseReason reason) {
        core.end(cause, reason);
        stop();
    }

    /** Stops timers; the table forgets the INVITE once no repetition of it can be on its way. */
    private void stop() {
        phase = Phase.OVER;
        provisional.stop();
        if (unacknowledged != null) {
            unacknowledged.stop();
        }
        LegTable legs = core.agent().legs();
        DialogId id = session.dialog().id();
        core.after(
                64L * core.settings().t1Ms(),
                () -> {
                    legs.removeInvite(invite);
                    legs.remove(id.callId(), id.localTag());
                });
    }

    @Override
    public void onLateAnswer(Response response) {
        session.offers().repeatAck(response);
    }

    @Override
    public LegCore core() {
        return core;
    }

    @Override
    public @Nullable InDialog session() {
        return phase == Phase.UP ? session : null;
    }

    @Override
    public boolean isWith(String remoteTag) {
        return session.dialog().id().remoteTag().equals(remoteTag);
    }

    @Override
    public boolean confirmed() {
        return phase == Phase.ANSWERED || phase == Phase.UP;
    }

    @Override
    public boolean ended() {
        return phase == Phase.OVER;
    }

    @Override
    public boolean calling() {
        return false;
    }
}
