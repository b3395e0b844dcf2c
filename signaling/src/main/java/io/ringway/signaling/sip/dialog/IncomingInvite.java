package io.ringway.signaling.sip.dialog;

import io.ringway.media.CapacityExceededException;
import io.ringway.media.CloseReason;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.LegObserver;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sip.media.MediaAddress;
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

    private interface Describing {
        void run() throws SdpException;
    }

    private final LegCore core;
    private final Request invite;
    private final ServerTransaction transaction;
    private final InDialog session;
    private final EarlyMedia early;
    private final ProvisionalResponses provisional;
    private final Alerting alerting;
    private volatile InvitePhase phase = InvitePhase.RINGING;
    private final Confirmation confirmation;

    IncomingInvite(LegCore core, Request invite, ServerTransaction transaction, PeerLink link) {
        this.core = core;
        this.invite = invite;
        this.transaction = transaction;
        this.session = new InDialog(core, Dialog.incoming(invite, Sip.newTag()), link);
        this.early = new EarlyMedia(core, Body.sdp(invite));
        this.provisional =
                new ProvisionalResponses(session, invite, transaction, this::onUnacknowledged);
        this.alerting = new Alerting(session, early, provisional);
        this.confirmation = new Confirmation(session, early, this::bye);
        session.setSettled(false);
        core.onMediaLoss(this::hangUp);
    }

    /** Judges the offer and hands the caller to the calls. */
    void start(MediaAddress address, Supplier<LegObserver> calls) {
        if (session.refresh().tooShort(invite)) {
            reject(
                    session.refresh().demand(invite),
                    new Cause(Cause.Kind.PROTOCOL_ERROR, "session interval too short"));
            return;
        }
        try {
            early.judge(address);
            core.observe(calls.get());
            alerting.limit(invite, () -> giveUp(Cause.Kind.NO_ANSWER));
        } catch (SdpException e) {
            refuse(e);
        } catch (RuntimeException e) {
            refuse(failure(e));
        }
    }

    private Cause failure(RuntimeException e) {
        if (e instanceof CapacityExceededException) {
            return new Cause(Cause.Kind.OVERLOAD, String.valueOf(e.getMessage()));
        }
        LOG.error("call could not be taken: leg={}", core.id(), e);
        return Cause.of(Cause.Kind.INTERNAL_ERROR);
    }

    @Override
    public void open() {
        try {
            early.open();
        } catch (RuntimeException e) {
            Cause cause = failure(e);
            core.enqueue(() -> refuse(cause));
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
        if (phase == InvitePhase.RINGING) {
            orRefuse(alerting::ring);
        }
    }

    @Override
    public void progress() {
        if (phase == InvitePhase.RINGING) {
            orRefuse(alerting::progress);
        }
    }

    /** Does what describes media; when it cannot be described, the call cannot be. */
    private void orRefuse(Describing describing) {
        try {
            describing.run();
        } catch (SdpException e) {
            refuse(e);
        }
    }

    @Override
    public void answer() {
        if (phase == InvitePhase.RINGING && provisional.pending()) {
            phase = InvitePhase.ANSWERING;
        } else if (phase.unanswered()) {
            orRefuse(this::sendAnswer);
        }
    }

    private void sendAnswer() throws SdpException {
        Response response = session.targetResponse(invite, 200);
        String sdp = early.describeFinally();
        if (sdp != null) {
            Body.setSdp(response, sdp);
        }
        session.refresh().onRequest(invite, response);
        provisional.stop();
        phase = InvitePhase.ANSWERED;
        session.setSettled(!early.answerDue());
        confirmation.await(response, transaction);
        LOG.info("invite answered: leg={}", core.id());
    }

    @Override
    public void refuse(Cause cause) {
        reject(
                CauseCodes.refusal(
                        session.response(invite, CauseCodes.status(cause.kind())),
                        cause,
                        core.settings()),
                cause);
    }

    private void refuse(SdpException e) {
        reject(
                Warnings.response(session, invite, e),
                new Cause(Cause.Kind.NOT_ACCEPTABLE, e.getMessage()));
    }

    /** Refuses with a status of its own: there is no dialog to take over. */
    void refuse(int status) {
        reject(
                session.response(invite, status),
                new Cause(CauseCodes.kind(status), "no call to be replaced"));
    }

    private void reject(Response response, Cause cause) {
        if (!phase.unanswered()) {
            return;
        }
        phase = InvitePhase.OVER;
        LOG.info(
                "invite refused: leg={} sip-call-id={} status={} reason={}",
                core.id(),
                session.dialog().id().callId(),
                response.getStatusCode(),
                cause.detail().isEmpty() ? cause.kind() : cause.detail());
        provisional.stop();
        core.wire().answer(transaction, response);
        core.end(cause, CloseReason.LOCAL_HANGUP);
        stop();
    }

    @Override
    public void hangUp(Cause cause) {
        switch (phase) {
            case RINGING, ANSWERING -> refuse(cause);
            case ANSWERED -> confirmation.thenEnd(cause);
            case UP -> bye(cause);
            case OVER -> {}
        }
    }

    /** The caller gave up. The CANCEL itself has been answered. */
    void onCancel() {
        giveUp(Cause.Kind.CANCELLED);
    }

    private void giveUp(Cause.Kind kind) {
        if (phase.unanswered()) {
            reject(session.response(invite, 487), Cause.of(kind));
        }
    }

    @Override
    public void onRequest(Request request, ServerTransaction requestTransaction) {
        String method = request.getMethod();
        if (method.equals(Request.PRACK) && phase.unanswered()) {
            onPrack(request, requestTransaction);
        } else if (method.equals(Request.BYE) && phase.unanswered()) {
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
        if (!alerting.acknowledge(prack, prackTransaction)) {
            return;
        }
        if (!provisional.sendNext() && phase == InvitePhase.ANSWERING) {
            orRefuse(this::sendAnswer);
        }
    }

    /** No PRACK came: the call cannot be answered (RFC 3262 §3). */
    private void onUnacknowledged() {
        reject(session.response(invite, 504), new Cause(Cause.Kind.TIMEOUT, "no PRACK came"));
    }

    @Override
    public void onAck(Request ack) {
        if (confirmation.isFor(ack)) {
            phase = InvitePhase.UP;
            confirmation.confirm(ack);
        } else {
            session.onAck(ack);
        }
    }

    /** The INVITE came again after its 2xx: what took it is no more, so it is answered here. */
    void onRepeatedInvite() {
        confirmation.repeat();
    }

    private void bye(Cause cause) {
        session.bye(cause);
        stop();
    }

    /** Stops timers; the table forgets the INVITE once no repetition of it can be on its way. */
    private void stop() {
        phase = InvitePhase.OVER;
        provisional.stop();
        confirmation.stop();
        core.agent().legs().forget(core, invite, session.dialog().id());
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
        return phase == InvitePhase.UP ? session : null;
    }

    @Override
    public boolean isWith(String remoteTag) {
        return session.dialog().id().remoteTag().equals(remoteTag);
    }

    @Override
    public boolean confirmed() {
        return phase.confirmed();
    }

    @Override
    public boolean ended() {
        return phase == InvitePhase.OVER;
    }

    @Override
    public boolean calling() {
        return false;
    }
}
