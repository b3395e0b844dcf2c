package io.ringway.signaling.sip.transport;

import gov.nist.javax.sip.stack.SIPClientTransaction;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * Notes which hops answer before the stack's user hears of it, so that what it sends next goes to
 * another one (RFC 3263 §4.3). Thread: the stack's.
 */
final class HopWatch implements SipListener {

    private final HopLocator hops;
    private final SipListener user;

    HopWatch(HopLocator hops, SipListener user) {
        this.hops = hops;
        this.user = user;
    }

    @Override
    public void processResponse(ResponseEvent event) {
        InetSocketAddress hop = hop(event.getClientTransaction());
        int status = event.getResponse().getStatusCode();
        if (hop != null && status == Response.SERVICE_UNAVAILABLE) {
            hops.failed(hop);
        } else if (hop != null) {
            hops.answered(hop);
        }
        user.processResponse(event);
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        InetSocketAddress hop =
                event.isServerTransaction() ? null : hop(event.getClientTransaction());
        if (hop != null) {
            hops.failed(hop);
        }
        user.processTimeout(event);
    }

    private static @Nullable InetSocketAddress hop(@Nullable ClientTransaction transaction) {
        if (!(transaction instanceof SIPClientTransaction own) || own.getPeerAddress() == null) {
            return null;
        }
        InetAddress address = HopLocator.literal(own.getPeerAddress());
        return address == null ? null : new InetSocketAddress(address, own.getPeerPort());
    }

    @Override
    public void processRequest(RequestEvent event) {
        user.processRequest(event);
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        user.processIOException(event);
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        user.processTransactionTerminated(event);
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        user.processDialogTerminated(event);
    }
}
