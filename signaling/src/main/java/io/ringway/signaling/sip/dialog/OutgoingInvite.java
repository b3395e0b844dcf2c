package io.ringway.signaling.sip.dialog;

import gov.nist.javax.sip.header.extensions.MinSE;
import io.ringway.media.CapacityExceededException;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.DialRequest;
import io.ringway.signaling.sdp.SdpException;
import java.util.HashMap;
import java.util.Map;
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
    private final Map<String, Fork> forks = new HashMap<>();
    private String callId = "";
    private @Nullable OfferedMedia offered;
    private @Nullable Exchange exchange;
    private @Nullable Cause cancelled;
    private boolean heard;
    private boolean cancelSent;
    private boolean raisedInterval;
    private volatile @Nullable Fork winner;
    private volatile boolean over;

    OutgoingInvite(LegCore core, OutgoingCall call, OutgoingTarget target, DialRequest dial) {
        this.core = core;
        this.call = call;
        this.target = target;
        this.dial = dial;
    }

    OutgoingTarget target() {
        return target;
    }

    void start() {
        try {
            Request invite = InviteRequest.write(core.wire(), target, dial, localTag);
            OfferedMedia media =
                    call.media(target.profile(), core.wire().localAddressTowards(invite));
            offered = media;
            callId = DialogId.callId(invite);
            Body.setSdp(invite, media.offer());
            describeTimer(
                    invite,
                    core.settings().sessionExpiresS(),
                    core.settings().minSessionExpiresS());
            core.agent().legs().put(callId, localTag, this);
            send(invite);
        } catch (SipException | IllegalArgumentException e) {
            failLater(503, "no way there: " + e.getMessage());
        } catch (CapacityExceededException | SdpException e) {
            failLater(500, String.valueOf(e.getMessage()));
        }
    }

    private void failLater(int status, String detail) {
        core.enqueue(() -> fail(status, detail));
    }

    private void send(Request invite) {
        long[] number = {Dialog.cseq(invite)};
        Exchange sending =
                new Exchange(core, invite, target.authenticator(), () -> ++number[0], this);
        exchange = sending;
        LOG.info("invite sent: leg={} to={}", core.id(), target.uri());
        sending.start();
    }

    private static void describeTimer(Request invite, int intervalS, int leastS) {
        if (intervalS > 0) {
            Sip.set(invite, "Session-Expires", String.valueOf(intervalS));
            Sip.set(invite, "Min-SE", String.valueOf(leastS));
        }
    }

    @Override
    public void onProvisional(Response response) {
        heard = true;
        if (cancelled != null) {
            sendCancel(cancelled);
            return;
        }
        int status = response.getStatusCode();
        if (status == 100 || DialogId.toTag(response).isEmpty()) {
            return;
        }
        Fork fork = fork(response);
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

    private Fork fork(Response response) {
        return forks.computeIfAbsent(
                DialogId.toTag(response),
                tag -> {
                    Request invite = invite();
                    PeerLink link =
                            new PeerLink(
                                    InviteRequest.contactUser(dial.parties()),
                                    target.authenticator(),
                                    target.flow());
                    InDialog session = new InDialog(core, Dialog.outgoing(invite, response), link);
                    session.setSettled(false);
                    return new Fork(session);
                });
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
        heard = true;
        if (status < 300 && response != null) {
            onAnswer(response);
        } else if (status == 422 && response != null && !raisedInterval && cancelled == null) {
            raiseInterval(response);
        } else if (status >= 300
                && status < 400
                && response != null
                && cancelled == null
                && follow(response)) {
            close();
        } else {
            fail(status, detail(status, response));
        }
    }

    private static String detail(int status, @Nullable Response response) {
        return response == null
                ? (status == 408 ? "no answer to INVITE" : "could not be sent")
                : RefusalText.of(response);
    }

    private boolean follow(Response response) {
        ContactHeader contact = (ContactHeader) response.getHeader(ContactHeader.NAME);
        return contact != null && call.redirect(this, contact.getAddress().getURI().toString());
    }

    /** Asks for the longer interval that is demanded (RFC 4028 §7.3); once. */
    private void raiseInterval(Response response) {
        raisedInterval = true;
        MinSE least = (MinSE) response.getHeader(MinSE.NAME);
        int leastS = least == null ? 2 * core.settings().sessionExpiresS() : least.getExpires();
        Request again = (Request) invite().clone();
        again.removeHeader("Via");
        long next = Dialog.cseq(again) + 1;
        again.setHeader(Sip.make(() -> Sip.HEADERS.createCSeqHeader(next, Request.INVITE)));
        describeTimer(again, Math.max(leastS, core.settings().sessionExpiresS()), leastS);
        send(again);
    }

    /** A 2xx: the first decides; all others are acknowledged and ended. */
    private void onAnswer(Response response) {
        Fork fork = fork(response);
        InDialog session = fork.session();
        session.dialog().confirm(response);
        fork.setAck(session.ack(Dialog.cseq(response), invite()));
        if (cancelled != null || call.decided() || winner != null) {
            LOG.info("answer not needed: leg={} to={}", core.id(), target.uri());
            session.leave(cancelled != null ? cancelled : Cause.of(Cause.Kind.ANSWERED_ELSEWHERE));
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
        Fork known = forks.get(DialogId.toTag(response));
        if (known == null || !known.repeatAck(core.wire(), response)) {
            onAnswer(response);
        }
    }

    @Override
    public void onLateAnswer(Response response) {
        Fork known = forks.get(DialogId.toTag(response));
        if (known != null && known.session().offers().repeatAck(response)) {
            return;
        }
        onFurtherAnswer(response);
    }

    private void fail(int status, String detail) {
        close();
        call.onFailed(this, new OutgoingCall.Failure(status, detail));
    }

    /** Gives up; a 2xx that is on its way is acknowledged and ended. */
    void cancel(Cause cause) {
        if (cancelled == null && winner == null && !over) {
            cancelled = cause;
            if (heard) {
                sendCancel(cause);
            }
        }
    }

    private void sendCancel(Cause cause) {
        if (!cancelSent && exchange != null) {
            cancelSent = true;
            exchange.cancel(CauseCodes.reason(cause));
        }
    }

    /** The table forgets this end once nothing of it can be on its way. */
    private void close() {
        over = true;
        core.after(
                64L * core.settings().t1Ms(), () -> core.agent().legs().remove(callId, localTag));
    }

    @Override
    public void onRequest(Request request, ServerTransaction transaction) {
        Fork fork = forks.get(DialogId.fromTag(request));
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
        Fork fork = forks.get(DialogId.fromTag(ack));
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
