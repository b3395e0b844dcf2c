package io.ringway.signaling.sip.dialog;

import gov.nist.javax.sip.header.extensions.MinSE;
import io.ringway.signaling.call.Cause;
import java.util.concurrent.Future;
import javax.sip.header.AllowHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a dialog from outliving its peer: session timers where the peer knows them (RFC 4028), else
 * an OPTIONS now and then.
 *
 * <p>Thread: its leg's.
 */
final class Refresh {

    private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);

    private final InDialog session;
    private final OutgoingOffers offers;
    private final SessionTimer timer = new SessionTimer();
    private int intervalS;
    private int leastS;
    private boolean peerUpdates;
    private boolean stopped;
    private long heardNs;
    private @Nullable Future<?> next;

    Refresh(InDialog session, OutgoingOffers offers) {
        this.session = session;
        this.offers = offers;
        UserAgentSettings settings = session.core().settings();
        this.intervalS = settings.sessionExpiresS();
        this.leastS = settings.minSessionExpiresS();
        this.heardNs = session.core().nowNs();
    }

    /** Something came from the peer within the dialog. */
    void heardOfPeer() {
        heardNs = session.core().nowNs();
    }

    /** Whether a request asks for less than our minimum (RFC 4028 §9). */
    boolean tooShort(Message request) {
        SessionTimerOffer offer = SessionTimerOffer.of(request);
        return offer.intervalS() > 0
                && offer.intervalS() < session.core().settings().minSessionExpiresS()
                && offer.supported();
    }

    /** The 422 that says what our minimum is (RFC 4028 §6). */
    Response demand(Request request) {
        Response response = session.response(request, 422);
        Sip.set(response, "Min-SE", String.valueOf(session.core().settings().minSessionExpiresS()));
        return response;
    }

    /** Takes up another minimum that a 422 demands. */
    void obey(Response response) {
        MinSE least = (MinSE) response.getHeader(MinSE.NAME);
        if (least != null) {
            leastS = Math.max(leastS, least.getExpires());
            intervalS = Math.max(intervalS, leastS);
        }
    }

    /** Writes what we ask for into a request of ours that refreshes; in a dialog, with roles. */
    void describe(Request request) {
        int asked = timer.running() ? Math.max(timer.intervalS(), leastS) : intervalS;
        if (asked > 0) {
            String refresher =
                    !timer.running()
                            ? ""
                            : timer.refreshing() ? ";refresher=uac" : ";refresher=uas";
            Sip.set(request, "Session-Expires", asked + refresher);
            Sip.set(request, "Min-SE", String.valueOf(leastS));
        }
    }

    /** Agrees on what a request asks for, and says so in its 2xx. */
    void onRequest(Request request, Response response) {
        noteUpdates(request);
        SessionTimerOffer agreed =
                SessionTimerOffer.of(request)
                        .answered(timer.running() ? timer.intervalS() : intervalS);
        if (agreed.intervalS() == 0
                || (!agreed.supported() && agreed.intervalS() > 0 && !wanted())) {
            begin(0, false);
            return;
        }
        Sip.set(
                response,
                "Session-Expires",
                agreed.intervalS() + ";refresher=" + agreed.refresher());
        if (agreed.supported()) {
            Sip.set(response, "Require", "timer");
        }
        begin(agreed.intervalS(), agreed.refresher().equals("uas"));
    }

    private boolean wanted() {
        return intervalS > 0;
    }

    /** Takes over what a 2xx to a request of ours says. */
    void onAccepted(Response response) {
        noteUpdates(response);
        SessionTimerOffer agreed = SessionTimerOffer.of(response);
        begin(agreed.intervalS(), !agreed.refresher().equals("uas"));
    }

    /**
     * A refresh of ours was refused: the interval goes on, and ends the dialog if none succeeds.
     */
    void onRefused() {
        schedule();
    }

    void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private void begin(int agreedS, boolean refreshing) {
        timer.restart(agreedS, refreshing, session.core().nowNs());
        schedule();
    }

    private void noteUpdates(Message message) {
        boolean allowed = false;
        for (AllowHeader allow : Sip.all(message, AllowHeader.NAME, AllowHeader.class)) {
            allowed |= Request.UPDATE.equals(allow.getMethod());
        }
        peerUpdates |= allowed;
    }

    private void schedule() {
        if (next != null) {
            next.cancel(false);
        }
        if (stopped) {
            return;
        }
        long nowNs = session.core().nowNs();
        int probeS = session.core().settings().probeS();
        if (timer.running()) {
            next = session.core().after(timer.delayMs(nowNs), this::elapsed);
        } else if (probeS > 0) {
            next = session.core().after(probeS * 1_000L, this::probe);
        }
    }

    private void elapsed() {
        if (stopped) {
            return;
        }
        switch (timer.due(session.core().nowNs())) {
            case NOTHING -> {}
            case REFRESH -> refresh();
            case EXPIRE -> {
                LOG.info("session expired: leg={}", session.core().id());
                session.bye(new Cause(Cause.Kind.TIMEOUT, "session timer expired"));
                return;
            }
        }
        schedule();
    }

    private void refresh() {
        if (peerUpdates) {
            offers.update(this::onUpdated);
        } else {
            offers.offer();
        }
    }

    private void onUpdated(int status, @Nullable Response response) {
        if (stopped) {
            return;
        }
        if (status < 300 && response != null) {
            session.dialog().retarget(response);
            onAccepted(response);
        } else if (status == 481 || (status == 408 && response == null)) {
            session.bye(new Cause(Cause.Kind.TIMEOUT, "the peer is gone"));
        } else if (status == 422 && response != null) {
            obey(response);
            offers.update(this::onUpdated);
        } else {
            offers.offer();
        }
    }

    /** Asks whether the peer is there, unless it has shown so itself. */
    private void probe() {
        if (stopped) {
            return;
        }
        long silentS = (session.core().nowNs() - heardNs) / 1_000_000_000L;
        if (silentS < session.core().settings().probeS()) {
            schedule();
            return;
        }
        session.send(
                session.request(Request.OPTIONS),
                (status, response) -> {
                    if (status == 481 || response == null) {
                        LOG.info("peer is gone: leg={} status={}", session.core().id(), status);
                        session.bye(new Cause(Cause.Kind.TIMEOUT, "the peer is gone"));
                    } else {
                        heardOfPeer();
                        schedule();
                    }
                });
    }
}
