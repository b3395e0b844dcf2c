package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.sdp.SdpException;
import java.util.function.Consumer;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the 2xx to a caller's INVITE to its ACK, which may carry the answer to our offer (RFC 3261
 * §13.3.1.4, §14). Until then the call is not ended by BYE (§15).
 *
 * <p>Thread: its leg's.
 */
final class Confirmation {

    private static final Logger LOG = LoggerFactory.getLogger(Confirmation.class);

    private final InDialog session;
    private final EarlyMedia early;
    private final Consumer<Cause> bye;
    private @Nullable AcknowledgedAnswer answer;
    private @Nullable Cause end;

    /**
     * @param bye ends the call
     */
    Confirmation(InDialog session, EarlyMedia early, Consumer<Cause> bye) {
        this.session = session;
        this.early = early;
        this.bye = bye;
    }

    /** Sends the 2xx, again and again until its ACK comes. */
    void await(Response response, ServerTransaction transaction) {
        AcknowledgedAnswer sending =
                new AcknowledgedAnswer(session.core(), response, this::onAckLost);
        answer = sending;
        sending.send(transaction);
    }

    /** Has the call end once the ACK has come. */
    void thenEnd(Cause cause) {
        end = cause;
    }

    /** Whether an ACK is the one waited for; once. */
    boolean isFor(Request ack) {
        return answer != null && answer.acknowledge(Dialog.cseq(ack));
    }

    /** Takes up what the ACK brings. */
    void confirm(Request ack) {
        LegCore core = session.core();
        try {
            early.onAck(Body.sdp(ack));
            session.setSettled(true);
            core.answered();
            core.reportHold();
        } catch (SdpException e) {
            LOG.info("bad answer in ACK: leg={} reason={}", core.id(), e.getMessage());
            end = new Cause(Cause.Kind.PROTOCOL_ERROR, e.getMessage());
        }
        if (end != null) {
            bye.accept(end);
        }
    }

    private void onAckLost() {
        String callId = session.dialog().id().callId();
        LOG.info("no ACK: leg={} sip-call-id={}", session.core().id(), callId);
        bye.accept(end != null ? end : new Cause(Cause.Kind.TIMEOUT, "no ACK came"));
    }

    /** Sends the 2xx once more, if it still waits. */
    void repeat() {
        if (answer != null && answer.waiting()) {
            answer.repeat();
        }
    }

    void stop() {
        if (answer != null) {
            answer.stop();
        }
    }
}
