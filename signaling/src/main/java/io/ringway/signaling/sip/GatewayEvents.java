package io.ringway.signaling.sip;

import io.ringway.signaling.sip.dialog.SipEvents;
import io.ringway.signaling.sip.dialog.SipUserAgent;
import io.ringway.signaling.sip.trunk.Trunks;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Hands what the stack tells to whom it is about: answers to trunks' own requests to the trunks,
 * all else to the user agent. Thread: the stack's; does not block.
 */
final class GatewayEvents implements SipListener {

    private final SipEvents calls = new SipEvents();
    private volatile @Nullable Trunks trunks;

    void deliverTo(SipUserAgent agent, Trunks others) {
        trunks = others;
        calls.deliverTo(agent);
    }

    @Override
    public void processRequest(RequestEvent event) {
        calls.processRequest(event);
    }

    @Override
    public void processResponse(ResponseEvent event) {
        Trunks others = trunks;
        if (others == null || !others.onResponse(event)) {
            calls.processResponse(event);
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        Trunks others = trunks;
        if (others == null || !others.onTimeout(event)) {
            calls.processTimeout(event);
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        calls.processIOException(event);
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        calls.processTransactionTerminated(event);
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        calls.processDialogTerminated(event);
    }
}
