package io.ringway.signaling.sip.dialog;

import java.util.concurrent.Future;
import javax.sip.ServerTransaction;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * A 2xx to an INVITE, sent again until its ACK comes or 64·T1 have passed (RFC 3261 §13.3.1.4), on
 * whatever transport.
 *
 * <p>Thread: its leg's.
 */
final class AcknowledgedAnswer {

    private final LegCore core;
    private final Response response;
    private final long cseq;
    private final Runnable onLost;
    private final Retransmission retransmission;
    private @Nullable Future<?> timer;
    private boolean over;

    AcknowledgedAnswer(LegCore core, Response response, Runnable onLost) {
        this.core = core;
        this.response = response;
        this.cseq = Dialog.cseq(response);
        this.onLost = onLost;
        this.retransmission = new Retransmission(core.settings().t1Ms(), core.settings().t2Ms());
    }

    void send(ServerTransaction transaction) {
        core.wire().answer(transaction, response);
        arm();
    }

    /** Whether that ACK ends the waiting; false for others and for repeated ones. */
    boolean acknowledge(long ackCSeq) {
        if (over || ackCSeq != cseq) {
            return false;
        }
        stop();
        return true;
    }

    boolean waiting() {
        return !over;
    }

    /** Sends it once more: the INVITE was repeated. */
    void repeat() {
        core.wire().repeat(response);
    }

    void stop() {
        over = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void arm() {
        timer = core.after(retransmission.nextDelayMs(), this::elapsed);
    }

    private void elapsed() {
        if (over) {
            return;
        }
        if (retransmission.exhausted()) {
            over = true;
            onLost.run();
        } else {
            repeat();
            arm();
        }
    }
}
