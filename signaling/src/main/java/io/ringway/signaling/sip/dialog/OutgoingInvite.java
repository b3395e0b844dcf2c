package io.ringway.signaling.sip.dialog;

import io.ringway.media.CapacityExceededException;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.DialRequest;
import io.ringway.signaling.sdp.SdpException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.header.ContactHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One INVITE of a call of ours, with all the dialogs its forks begin (RFC 3261 §13.2.2).
 *
 * <p>Thread: its leg's.
 */
final class OutgoingInvite implements DialogEnd, Exchange.Outcome {

    private static final Logger LOG = LoggerFactory.getLogger(OutgoingInvite.class);

    private final LegCore core;
    private final OutgoingCall call;
    private final OutgoingTarget target;
    private final DialRequest dial;
    private final String localTag = Sip.newTag();
    private final Forks forks;
    private String callId = "";
    private @Nullable OfferedMedia offered;
    private @Nullable Exchange exchange;
    private final Cancellation cancellation = new Cancellation();
    private boolean raisedInterval;
    private volatile @Nullable Fork winner;
    private volatile boolean over;

    OutgoingInvite(LegCore core, OutgoingCall call, OutgoingTarget target, DialRequest dial) {
        this.core = core;
        this.call = call;
        this.target = target;
        this.dial = dial;
        this.forks = new Forks(core, InviteRequest.link(target, dial));
    }

    /** Call-ID of its dialogs, empty before it is sent. */
    String callId() {
        return callId;
    }

    OutgoingTarget target() {
        return target;
    }

    void start() {
        try {
            Request invite = InviteRequest.write(core.wire(), target, dial, localTag);
            OfferedMedia media =
                    call.media(target.profile(), core.wire().mediaAddressTowards(invite));
            offered = media;
            callId = DialogId.callId(invite);
            Body.setSdp(invite, media.offer());
            InviteRequest.describeTimer(
                    invite,
                    core.settings().sessionExpiresS(),
                    core.settings().minSessionExpiresS());
            core.agent().legs().put(callId, localTag, this);
            send(invite);
        } catch (SipException | IllegalArgumentException e) {
            core.enqueue(() -> fail(503, "no way there: " + e.getMessage()));
        } catch (CapacityExceededException | SdpException e) {
            core.enqueue(() -> fail(500, String.valueOf(e.getMessage())));
        }
    }

    private void send(Request invite) {
        long[] number = {Dialog.cseq(invite)};
        Exchange sending =
                new Exchange(core, invite, target.authenticator(), () -> ++number[0], this);
        exchange = sending;
        LOG.info("invite sent: leg={} to={} sip-call-id={}", core.id(), target.uri(), callId);
        sending.start();
    }

    @Override
    public void onProvisional(Response response) {
        cancellation.heard();
        if (cancellation.asked()) {
            sendCancel();
            return;
        }
        int status = response.getStatusCode();
        if (status == 100 || DialogId.toTag(response).isEmpty()) {
            return;
        }
        Fork fork = forks.of(invite(), response);
        if (!fork.inOrder(response)) {
            return;
        }
        String sdp = Body.sdp(response);
        if (sdp != null) {
            takeEarlyMedia(fork, sdp);
        }
        if (status == 180) {
            call.onRinging();
        }
    }

    private void takeEarlyMedia(Fork fork, String sdp) {
        OfferedMedia media = offered;
        if (media == null) {
            return;
        }
        try {
            if (media.accept(fork.session().dialog().id(), sdp)) {
                call.onEarlyMedia(media.media());
            }
        } catch (SdpException e) {
            LOG.info("bad early answer: leg={} reason={}", core.id(), e.getMessage());
        }
    }

    private Request invite() {
        Exchange sent = exchange;
        if (sent == null) {
            throw new IllegalStateException("no INVITE has been sent");
        }
        return sent.request();
    }

    @Override
    public void onFinal(int status, @Nullable Response response) {
        cancellation.heard();
        if (status < 300 && response != null) {
            onAnswer(response);
        } else if (status == 422 && response != null && !raisedInterval && !cancellation.asked()) {
            raiseInterval(response);
        } else if (status >= 300
                && status < 400
                && response != null
                && !cancellation.asked()
                && follow(response)) {
            close();
        } else {
            fail(OutgoingCall.Failure.of(status, response));
        }
    }

    private boolean follow(Response response) {
        ContactHeader contact = (ContactHeader) response.getHeader(ContactHeader.NAME);
        return contact != null && call.redirect(this, contact.getAddress().getURI().toString());
    }

    /** Asks for the longer interval that is demanded (RFC 4028 §7.3); once. */
    private void raiseInterval(Response response) {
        raisedInterval = true;
        send(InviteRequest.again(invite(), response, core.settings().sessionExpiresS()));
    }

    /** A 2xx: the first decides; all others are acknowledged and ended. */
    private void onAnswer(Response response) {
        Fork fork = forks.of(invite(), response);
        InDialog session = fork.session();
        session.dialog().confirm(response);
        fork.setAck(session.ack(Dialog.cseq(response), invite()));
        if (cancellation.asked() || call.decided() || winner != null) {
            LOG.info("answer not needed: leg={} to={}", core.id(), target.uri());
            session.leave(cancellation.cause());
            return;
        }
        winner = fork;
        agree(fork, response);
    }

    private void agree(Fork fork, Response response) {
        OfferedMedia media = offered;
        InDialog session = fork.session();
        if (media == null) {
            return;
        }
        try {
            String sdp = Body.sdp(response);
            DialogId id = session.dialog().id();
            boolean applied = sdp == null ? id.equals(media.answeredBy()) : media.accept(id, sdp);
            session.setSettled(true);
            if (sdp == null && !applied) {
                unusable(session, "answered without a description");
                return;
            }
            session.refresh().onAccepted(response);
            call.onAnswered(this, session, media.media());
            if (!applied) {
                session.offers().offer();
            }
        } catch (SdpException e) {
            unusable(session, e.getMessage());
        }
    }

    private void unusable(InDialog session, String detail) {
        LOG.info("bad answer: leg={} reason={}", core.id(), detail);
        session.leave(new Cause(Cause.Kind.NOT_ACCEPTABLE, detail));
        fail(488, detail);
    }

    @Override
    public void onFurtherAnswer(Response response) {
        Fork known = forks.find(DialogId.toTag(response));
        if (known == null || !known.repeatAck(core.wire(), response)) {
            onAnswer(response);
        }
    }

    @Override
    public void onLateAnswer(Response response) {
        Fork known = forks.find(DialogId.toTag(response));
        if (known != null && known.session().offers().repeatAck(response)) {
            return;
        }
        onFurtherAnswer(response);
    }

    private void fail(int status, String detail) {
        fail(new OutgoingCall.Failure(status, detail));
    }

    private void fail(OutgoingCall.Failure failure) {
        close();
        call.onFailed(this, failure);
    }

    /** Gives up; a 2xx that is on its way is acknowledged and ended. */
    void cancel(Cause cause) {
        if (!cancellation.asked() && winner == null && !over) {
            cancellation.ask(cause);
            sendCancel();
        }
    }

    private void sendCancel() {
        if (exchange != null && cancellation.due()) {
            exchange.cancel(CauseCodes.reason(cancellation.cause()));
        }
    }

    /** The table forgets this end once nothing of it can be on its way. */
    private void close() {
        over = true;
        core.agent().legs().forget(core, callId, localTag);
    }

    @Override
    public void onRequest(Request request, ServerTransaction transaction) {
        Fork fork = forks.find(DialogId.fromTag(request));
        if (fork == null) {
            Response response = core.wire().response(request, 481, localTag);
            core.wire().answer(transaction, response);
            return;
        }
        fork.session().onRequest(request, transaction);
        if (fork == winner && fork.session().over()) {
            close();
        }
    }

    @Override
    public void onAck(Request ack) {
        Fork fork = forks.find(DialogId.fromTag(ack));
        if (fork != null) {
            fork.session().onAck(ack);
        }
    }

    @Override
    public LegCore core() {
        return core;
    }

    @Override
    public boolean isWith(String remoteTag) {
        Fork won = winner;
        return won != null && won.session().dialog().id().remoteTag().equals(remoteTag);
    }

    @Override
    public boolean confirmed() {
        return winner != null;
    }

    @Override
    public boolean ended() {
        return over;
    }

    @Override
    public boolean calling() {
        return true;
    }
}
