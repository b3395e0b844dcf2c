package io.ringway.signaling.sip.transport;

import gov.nist.core.Host;
import gov.nist.core.HostPort;
import gov.nist.javax.sip.EventScanner;
import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.SIPTransactionErrorEvent;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Properties;
import javax.sip.IOExceptionEvent;
import javax.sip.PeerUnavailableException;
import javax.sip.TransactionState;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * JAIN-SIP's transactions without its sockets and threads. Made without its factory, which keeps
 * stacks in a table of the whole process.
 */
final class JainStack extends SipStackImpl {

    private final int maxClients;

    /**
     * @param maxClients requests of ours without a final answer; what ends calls goes beyond
     */
    JainStack(String name, int maxClients) throws PeerUnavailableException {
        super(properties(name));
        this.maxClients = maxClients;
        endEventThread();
    }

    private static Properties properties(String name) {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", name);
        properties.setProperty("javax.sip.USE_ROUTER_FOR_ALL_URIS", "true");
        // Dialogs are the user agent's. The provider's switch alone leaves dialogs that are made of
        // responses, which know of no ACK and end calls after a while by a BYE of their own.
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        properties.setProperty("gov.nist.javax.sip.AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
        properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", JainLog.class.getName());
        properties.setProperty("gov.nist.javax.sip.SERVER_LOGGER", JainMessageLog.class.getName());
        properties.setProperty("gov.nist.javax.sip.TIMER_CLASS_NAME", JainTimer.class.getName());
        properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        properties.setProperty("gov.nist.javax.sip.IS_BACK_TO_BACK_USER_AGENT", "true");
        properties.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
        properties.setProperty("gov.nist.javax.sip.MAX_FORK_TIME_SECONDS", "32");
        properties.setProperty("gov.nist.javax.sip.LOG_MESSAGE_CONTENT", "false");
        return properties;
    }

    /**
     * Ends the thread that delivers events to listeners that are not re-entrant. Ours is: events
     * are delivered on the thread they arise on, and that one would wait for ever, also after
     * {@link #stop}.
     */
    private void endEventThread() {
        EventScanner scanner = getEventScanner();
        scanner.forceStop();
        scanner.addEvent(new EventWrapper(new IOExceptionEvent(this, "", 0, ""), null));
    }

    /**
     * Says what listening points are made of.
     *
     * @param endpoints filled as they are made
     */
    void open(
            Outbox outbox,
            HopLocator hops,
            Map<SipTransport, Endpoint> endpoints,
            int maxMessageBytes) {
        setMessageProcessorFactory(
                (stack, address, port, transport) -> {
                    SipTransport kind = SipTransport.of(transport);
                    Endpoint made = new Endpoint(kind, port, stack, outbox, hops, maxMessageBytes);
                    endpoints.put(kind, made);
                    return made;
                });
    }

    void route(Router router) {
        setRouter(router);
    }

    /**
     * By transport alone: JAIN-SIP asks for the port of a dialog's first request, which is another
     * transport's when a later request is too large for it.
     *
     * @return null when there is no way there
     */
    @Override
    @SuppressWarnings("NullAway") // JAIN-SIP expects null where there is no way
    public @Nullable MessageChannel createRawMessageChannel(
            String sourceAddress, int sourcePort, Hop hop) throws UnknownHostException {
        HostPort target = new HostPort();
        Host host = new Host();
        host.setHostname(hop.getHost());
        target.setHost(host);
        target.setPort(hop.getPort());
        for (MessageProcessor processor : getMessageProcessors()) {
            if (processor.getTransport().equalsIgnoreCase(hop.getTransport())) {
                return channel(processor, target);
            }
        }
        return null;
    }

    private static @Nullable MessageChannel channel(MessageProcessor processor, HostPort target)
            throws UnknownHostException {
        try {
            return processor.createMessageChannel(target);
        } catch (UnknownHostException e) {
            throw e;
        } catch (IOException e) {
            return null;
        }
    }

    /** None when there are too many; who asks for one is told by an exception. */
    @Override
    @SuppressWarnings("NullAway") // JAIN-SIP expects null where there is none
    public @Nullable SIPClientTransaction createClientTransaction(
            SIPRequest request, MessageChannel channel) {
        String method = request.getMethod();
        boolean room =
                getClientTransactionTableSize() < maxClients
                        || method.equals(Request.BYE)
                        || method.equals(Request.CANCEL);
        return room ? super.createClientTransaction(request, channel) : null;
    }

    /** Ends a client transaction whose request could not be sent; its user hears a time-out. */
    void onNotSent(String transactionId) {
        SIPTransaction transaction = clientTransactionTable.get(transactionId);
        if (transaction != null) {
            transaction.raiseErrorEvent(SIPTransactionErrorEvent.TRANSPORT_ERROR);
        }
    }

    /**
     * The same for one whose connection has closed: a peer that has said nothing yet will not, as
     * one that refuses our certificate, which TLS 1.3 tells after the handshake.
     */
    void onNotAnswered(String transactionId) {
        SIPTransaction transaction = clientTransactionTable.get(transactionId);
        TransactionState state = transaction == null ? null : transaction.getState();
        if (state == TransactionState.CALLING || state == TransactionState.TRYING) {
            onNotSent(transactionId);
        }
    }

    /**
     * Stops at once. JAIN-SIP sleeps a second while its own sockets close, of which there are none
     * here; a thread that is interrupted does not.
     */
    void close() {
        boolean interrupted = Thread.interrupted();
        Thread.currentThread().interrupt();
        stop();
        Thread.interrupted();
        getReinviteExecutor().shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
