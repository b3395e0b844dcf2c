package io.ringway.signaling.sip.dialog;

import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.ServerTransaction;
import javax.sip.header.RAckHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * Provisional responses to a caller; reliable ones are sent again until their PRACK comes, or 64·T1
 * have passed (RFC 3262 §3).
 *
 * <p>Thread: its leg's.
 */
final class ProvisionalResponses {

    private static final long NO_CAP = Long.MAX_VALUE / 4;

    private final InDialog session;
    private final Request invite;
    private final ServerTransaction transaction;
    private final Runnable onLost;
    private final boolean required;
    private final boolean supported;
    private final ReliableProvisional<Response> reliable;
    private @Nullable Future<?> timer;
    private boolean stopped;

    ProvisionalResponses(
            InDialog session, Request invite, ServerTransaction transaction, Runnable onLost) {
        this.session = session;
        this.invite = invite;
        this.transaction = transaction;
        this.onLost = onLost;
        this.required = OptionTags.requires(invite, "100rel");
        this.supported = OptionTags.supports(invite, "100rel");
        this.reliable =
                new ReliableProvisional<>(
                        Dialog.cseq(invite), ThreadLocalRandom.current().nextLong(1, 1 << 16));
    }

    /** Whether the caller insists on reliable ones. */
    boolean required() {
        return required;
    }

    /** Whether descriptions can be sent reliably. */
    boolean reliable() {
        return supported;
    }

    /** Whether one with a description waits for its PRACK, which a 2xx has to wait for too. */
    boolean pending() {
        return reliable.pending();
    }

    void send(int status, @Nullable String sdp) {
        Response response = session.targetResponse(invite, status);
        if (sdp != null) {
            Body.setSdp(response, sdp);
        }
        if (!required && (sdp == null || !supported)) {
            session.core().wire().answer(transaction, response);
            return;
        }
        Sip.set(response, "Require", "100rel");
        Response next = reliable.send(response);
        if (next != null) {
            transmit(next);
        }
    }

    boolean acknowledge(Request prack) {
        RAckHeader rack = (RAckHeader) prack.getHeader(RAckHeader.NAME);
        boolean matches =
                rack != null
                        && reliable.acknowledge(
                                rack.getRSeqNumber(), rack.getCSeqNumber(), rack.getMethod());
        if (matches) {
            cancelTimer();
        }
        return matches;
    }

    /** Sends the one that had to wait; false when there is none. */
    boolean sendNext() {
        Response next = reliable.next();
        if (next != null) {
            transmit(next);
        }
        return next != null;
    }

    void stop() {
        stopped = true;
        reliable.clear();
        cancelTimer();
    }

    private void transmit(Response response) {
        Sip.set(response, "RSeq", String.valueOf(reliable.rseq()));
        session.core().wire().answer(transaction, response);
        arm(response, new Retransmission(session.core().settings().t1Ms(), NO_CAP));
    }

    private void arm(Response response, Retransmission retransmission) {
        timer =
                session.core()
                        .after(
                                retransmission.nextDelayMs(),
                                () -> elapsed(response, retransmission));
    }

    private void elapsed(Response response, Retransmission retransmission) {
        if (stopped || !reliable.inFlight(response)) {
            return;
        }
        if (retransmission.exhausted()) {
            onLost.run();
        } else {
            session.core().wire().answer(transaction, (Response) response.clone());
            arm(response, retransmission);
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
