package io.ringway.signaling.sip.dialog;

import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener of the SIP stack: responses and time-outs go to the {@link ReplyAddress} their
 * transaction was sent with, requests to the user agent. What comes before there is one is dropped,
 * and will be sent again.
 *
 * <p>Thread: the stack's; does not block.
 */
public final class SipEvents implements SipListener {

    private static final Logger LOG = LoggerFactory.getLogger(SipEvents.class);

    private volatile @Nullable SipUserAgent agent;

    /** Says who takes requests; to be called once the stack listens. */
    public void deliverTo(SipUserAgent agent) {
        this.agent = agent;
    }

    @Override
    public void processRequest(RequestEvent event) {
        SipUserAgent receiver = agent;
        if (receiver != null) {
            receiver.onRequest(event);
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        Response response = event.getResponse();
        ClientTransaction transaction = event.getClientTransaction();
        SipUserAgent receiver = agent;
        if (transaction != null && transaction.getApplicationData() instanceof ReplyAddress reply) {
            reply.deliver(response);
        } else if (receiver != null
                && Dialog.method(response).equals(Request.INVITE)
                && response.getStatusCode() / 100 == 2) {
            receiver.onLateAnswer(response);
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (!event.isServerTransaction()
                && event.getClientTransaction().getApplicationData()
                        instanceof ReplyAddress reply) {
            reply.deliverNone(408);
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        LOG.info("cannot reach {}:{}/{}", event.getHost(), event.getPort(), event.getTransport());
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}
}
