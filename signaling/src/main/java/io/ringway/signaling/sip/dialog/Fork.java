package io.ringway.signaling.sip.dialog;

import java.util.Locale;
import javax.sip.header.RSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * One of the dialogs an INVITE of ours began: its reliable provisional responses are acknowledged
 * (RFC 3262 §4), and its 2xx each time it comes.
 *
 * <p>Thread: its leg's.
 */
final class Fork {

    private final InDialog session;
    private final ReliableReceipt receipt = new ReliableReceipt();
    private @Nullable Request ack;

    Fork(InDialog session) {
        this.session = session;
    }

    InDialog session() {
        return session;
    }

    /** Whether a provisional response is to be used: it is new, and none before it is missing. */
    boolean inOrder(Response response) {
        RSeqHeader rseq = (RSeqHeader) response.getHeader(RSeqHeader.NAME);
        if (rseq == null || !OptionTags.requires(response, "100rel")) {
            return true;
        }
        boolean fresh = receipt.receive(rseq.getSequenceNumber()) == ReliableReceipt.Verdict.NEW;
        if (fresh) {
            acknowledge(response, rseq.getSequenceNumber());
        }
        return fresh;
    }

    private void acknowledge(Response response, long rseq) {
        session.dialog().retarget(response);
        Request prack = session.request(Request.PRACK);
        String rack = String.format(Locale.ROOT, "%d %d INVITE", rseq, Dialog.cseq(response));
        Sip.set(prack, "RAck", rack);
        session.send(prack, (status, answer) -> {});
    }

    void setAck(@Nullable Request ack) {
        this.ack = ack;
    }

    /** Acknowledges a repeated 2xx; false when the INVITE's has not been acknowledged yet. */
    boolean repeatAck(Wire wire, Response response) {
        Request sent = ack;
        boolean repeated = sent != null && Dialog.cseq(sent) == Dialog.cseq(response);
        if (repeated && sent != null) {
            wire.repeatAck(sent);
        }
        return repeated;
    }
}
