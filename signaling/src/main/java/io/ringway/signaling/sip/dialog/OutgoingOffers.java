package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sip.media.SipMedia;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Re-INVITEs and UPDATEs of ours: holds, new descriptions, refreshes. One at a time; what crosses
 * an offer of the peer's is made again after the time RFC 3261 §14.1 asks for. A refused one leaves
 * the session as it was.
 *
 * <p>Thread: its leg's.
 */
final class OutgoingOffers {

    private static final Logger LOG = LoggerFactory.getLogger(OutgoingOffers.class);

    private final InDialog session;
    private boolean pending;
    private boolean wanted;
    private int tries;
    private @Nullable Future<?> later;
    private @Nullable Request lastAck;

    OutgoingOffers(InDialog session) {
        this.session = session;
    }

    /** Whether an offer of ours waits for its answer. */
    boolean pending() {
        return pending;
    }

    void hold(boolean on) {
        SipMedia media = session.media();
        if (media != null) {
            media.setHold(on);
            offer();
        }
    }

    /** Makes an offer by re-INVITE now, or as soon as none is under way. */
    void offer() {
        SipMedia media = session.media();
        if (pending || media == null || session.over()) {
            wanted = true;
            return;
        }
        try {
            String sdp = media.offer();
            wanted = false;
            pending = true;
            Request invite = session.request(Request.INVITE);
            Body.setSdp(invite, sdp);
            session.refresh().describe(invite);
            send(invite, media);
        } catch (SdpException e) {
            LOG.debug("offer waits: leg={} reason={}", session.core().id(), e.getMessage());
            again();
        }
    }

    private void send(Request invite, SipMedia media) {
        session.send(
                invite,
                new Exchange.Outcome() {
                    @Override
                    public void onFinal(int status, @Nullable Response response) {
                        pending = false;
                        if (status < 300 && response != null) {
                            accepted(response, invite, media);
                        } else {
                            refused(status, response, media);
                        }
                    }

                    @Override
                    public void onFurtherAnswer(Response response) {
                        repeatAck(response);
                    }
                });
    }

    private void accepted(Response response, Request invite, SipMedia media) {
        session.dialog().retarget(response);
        lastAck = session.ack(Dialog.cseq(response), invite);
        tries = 0;
        String answer = Body.sdp(response);
        try {
            media.accept(answer == null ? "" : answer);
        } catch (SdpException e) {
            LOG.info("bad answer: leg={} reason={}", session.core().id(), e.getMessage());
            session.bye(new Cause(Cause.Kind.PROTOCOL_ERROR, e.getMessage()));
            return;
        }
        session.refresh().onAccepted(response);
        session.core().reportHold();
        if (wanted) {
            offer();
        }
    }

    private void refused(int status, @Nullable Response response, SipMedia media) {
        media.rollback();
        if (session.over()) {
            return;
        }
        if (status == 491) {
            again();
        } else if (status == 481 || (status == 408 && response == null)) {
            session.bye(new Cause(Cause.Kind.TIMEOUT, "the peer knows of no such call"));
        } else if (status == 422 && response != null) {
            session.refresh().obey(response);
            again();
        } else {
            LOG.info("re-INVITE refused: leg={} status={}", session.core().id(), status);
            session.refresh().onRefused();
            if (wanted) {
                offer();
            }
        }
    }

    /** The 2xx came again, its ACK was lost; false when it is not one to a re-INVITE of ours. */
    boolean repeatAck(Response response) {
        Request sent = lastAck;
        if (sent == null || Dialog.cseq(sent) != Dialog.cseq(response)) {
            return false;
        }
        session.core().wire().repeatAck(sent);
        return true;
    }

    /** Tries again after a while, and not for ever. */
    private void again() {
        if (++tries > Glare.MOST_TRIES || session.over()) {
            LOG.info("gave up offering: leg={} tries={}", session.core().id(), tries - 1);
            tries = 0;
            return;
        }
        long delayMs =
                Glare.delayMs(
                        session.dialog().ownsCallId(), ThreadLocalRandom.current().nextDouble());
        wanted = true;
        later = session.core().after(delayMs, this::offer);
    }

    /** Refreshes the session without a description (RFC 4028 §7.4 and RFC 3311). */
    void update(Exchange.Outcome outcome) {
        Request update = session.request(Request.UPDATE);
        session.refresh().describe(update);
        session.send(update, outcome);
    }

    void stop() {
        if (later != null) {
            later.cancel(false);
        }
    }
}
