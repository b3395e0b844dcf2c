package io.ringway.signaling.sip.transport;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * One transport as JAIN-SIP sees it. It stands for all our sockets of that transport, so its own
 * address is {@code 0.0.0.0}: no peer has that address, and so JAIN-SIP never takes the short-cut
 * past our guard when we call ourselves. The sockets live and die with {@link Sockets}.
 */
final class Endpoint extends MessageProcessor {

    /** The address of all endpoints. */
    static final InetAddress ANY = InetAddress.ofLiteral("0.0.0.0");

    private final SipTransport kind;
    private final Outbox outbox;
    private final HopLocator hops;
    private final int maxMessageBytes;

    Endpoint(
            SipTransport kind,
            int port,
            SIPTransactionStack stack,
            Outbox outbox,
            HopLocator hops,
            int maxMessageBytes) {
        super(ANY, port, kind.name(), stack);
        this.kind = kind;
        this.outbox = outbox;
        this.hops = hops;
        this.maxMessageBytes = maxMessageBytes;
    }

    SipTransport kind() {
        return kind;
    }

    HopLocator hops() {
        return hops;
    }

    Outbox outbox() {
        return outbox;
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return sipStack;
    }

    @Override
    public MessageChannel createMessageChannel(HostPort target) throws IOException {
        String host = target.getHost().getHostname();
        return SipChannel.towards(this, hops.locate(kind, host, target.getPort()), host);
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress host, int port) {
        InetSocketAddress remote =
                new InetSocketAddress(host, port <= 0 ? kind.impliedPort() : port);
        return SipChannel.towards(this, remote, host.getHostAddress());
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public int getDefaultTargetPort() {
        return kind.impliedPort();
    }

    @Override
    public boolean isSecure() {
        return kind.isSecure();
    }

    @Override
    public int getMaximumMessageSize() {
        return maxMessageBytes;
    }

    @Override
    public boolean inUse() {
        return false;
    }
}
