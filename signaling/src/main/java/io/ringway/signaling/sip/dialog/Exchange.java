package io.ringway.signaling.sip.dialog;

import java.util.function.LongSupplier;
import javax.sip.ClientTransaction;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * One request of ours up to its final response; challenges on the way are answered (RFC 3261
 * §22.2), each time in a new transaction with the next sequence number.
 *
 * <p>Thread: its leg's.
 */
final class Exchange implements Replies {

    private static final int MOST_ATTEMPTS = 4;

    /** Hears what comes of it. */
    interface Outcome {

        default void onProvisional(Response response) {}

        /**
         * @param response null when none came: the status stands for it
         */
        void onFinal(int status, @Nullable Response response);

        /** A 2xx to an INVITE came again, or another one from another fork. */
        default void onFurtherAnswer(Response response) {}
    }

    private final LegCore core;
    private final Authenticator authenticator;
    private final LongSupplier nextCSeq;
    private final Outcome outcome;
    private Request request;
    private @Nullable ClientTransaction transaction;
    private int attempts;
    private boolean done;

    Exchange(
            LegCore core,
            Request request,
            Authenticator authenticator,
            LongSupplier nextCSeq,
            Outcome outcome) {
        this.core = core;
        this.request = request;
        this.authenticator = authenticator;
        this.nextCSeq = nextCSeq;
        this.outcome = outcome;
    }

    void start() {
        attempts++;
        transaction = core.wire().send(request, core.queue(), this);
    }

    /** The request as it was sent last. */
    Request request() {
        return request;
    }

    /** Cancels an INVITE; a peer that does not answer even then is given up after 64·T1. */
    void cancel(String reason) {
        ClientTransaction invite = transaction;
        if (invite != null && !done) {
            core.wire().cancel(invite, reason);
            core.after(64L * core.settings().t1Ms(), () -> giveUp(invite));
        }
    }

    private void giveUp(ClientTransaction invite) {
        if (!done) {
            core.wire().terminate(invite);
            onNoResponse(408);
        }
    }

    @Override
    public void onResponse(Response response) {
        int status = response.getStatusCode();
        if (Dialog.cseq(response) != Dialog.cseq(request)) {
            return;
        }
        if (done) {
            furtherAnswer(response);
            return;
        }
        if (status < 200) {
            outcome.onProvisional(response);
        } else if ((status == 401 || status == 407) && retry(response)) {
            start();
        } else {
            done = true;
            outcome.onFinal(status, response);
        }
    }

    private void furtherAnswer(Response response) {
        if (response.getStatusCode() / 100 == 2 && request.getMethod().equals(Request.INVITE)) {
            outcome.onFurtherAnswer(response);
        }
    }

    @Override
    public void onNoResponse(int status) {
        if (!done) {
            done = true;
            outcome.onFinal(status, null);
        }
    }

    private boolean retry(Response challenge) {
        if (attempts >= MOST_ATTEMPTS) {
            return false;
        }
        Request next = authenticator.answer(challenge, request);
        if (next == null) {
            return false;
        }
        next.removeHeader(ViaHeader.NAME);
        long number = nextCSeq.getAsLong();
        CSeqHeader cseq = Sip.make(() -> Sip.HEADERS.createCSeqHeader(number, request.getMethod()));
        next.setHeader(cseq);
        request = next;
        return true;
    }
}
