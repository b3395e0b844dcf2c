package io.ringway.signaling.sip.transport;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.ringway.media.AddressLiteral;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;

/**
 * The far end of a transaction as JAIN-SIP sees it. It holds no socket: {@link Outbox} finds or
 * opens one whenever something is sent.
 *
 * <p>Thread: any.
 */
final class SipChannel extends MessageChannel implements RawMessageChannel {

    private final Endpoint endpoint;
    private final Outbox outbox;
    private final InetSocketAddress remote;
    private final InetSocketAddress source;
    private final String host;
    private final @Nullable SipFlow flow;
    private final LargeRequests large = new LargeRequests();

    private SipChannel(
            Endpoint endpoint,
            InetSocketAddress remote,
            InetSocketAddress source,
            String host,
            @Nullable SipFlow flow) {
        this.messageProcessor = endpoint;
        this.endpoint = endpoint;
        this.outbox = endpoint.outbox();
        this.remote = remote;
        this.source = source;
        this.host = host;
        this.flow = flow;
    }

    /**
     * A channel to somebody we send to first.
     *
     * @param host as the URI named it: who its certificate must be of
     */
    static SipChannel towards(Endpoint endpoint, InetSocketAddress remote, String host) {
        return new SipChannel(endpoint, remote, remote, host, null);
    }

    /**
     * A channel back to where a message came from.
     *
     * @param answersTo where answers go when the flow is closed (RFC 3261 §18.2.2)
     */
    static SipChannel back(Endpoint endpoint, SipFlow flow, InetSocketAddress answersTo) {
        return new SipChannel(
                endpoint,
                answersTo,
                flow.remote(),
                AddressLiteral.of(answersTo.getAddress()),
                flow);
    }

    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        outbox.send(message, endpoint, remote, host, flow, large);
    }

    @Override
    public void sendMessage(SIPMessage message, InetAddress address, int port) throws IOException {
        if (port == remote.getPort() && address.equals(remote.getAddress())) {
            sendMessage(message);
        } else {
            InetSocketAddress other = new InetSocketAddress(address, port);
            outbox.send(message, endpoint, other, AddressLiteral.of(address), null, large);
        }
    }

    @Override
    public void sendMessage(SIPMessage message, Hop hop) throws IOException {
        InetSocketAddress located =
                endpoint.hops().locate(endpoint.kind(), hop.getHost(), hop.getPort());
        sendMessage(message, located.getAddress(), located.getPort());
    }

    /** A response once more, as it was. */
    @Override
    protected void sendMessage(byte[] message, InetAddress address, int port, boolean reconnect)
            throws IOException {
        outbox.send(message, endpoint, new InetSocketAddress(address, port), flow);
    }

    /**
     * Only JAIN-SIP's short-cut for messages to itself ends here, which {@link Endpoint} avoids.
     */
    @Override
    public void processMessage(SIPMessage message) {
        throw new IllegalStateException("a message was routed past the network: " + message);
    }

    @Override
    public void close() {}

    @Override
    public SIPTransactionStack getSIPStack() {
        return endpoint.getSIPStack();
    }

    @Override
    public String getTransport() {
        return endpoint.kind().name();
    }

    @Override
    public boolean isReliable() {
        return endpoint.kind().isReliable();
    }

    @Override
    public boolean isSecure() {
        return endpoint.kind().isSecure();
    }

    @Override
    public String getPeerAddress() {
        return AddressLiteral.of(remote.getAddress());
    }

    @Override
    protected InetAddress getPeerInetAddress() {
        return remote.getAddress();
    }

    @Override
    protected String getPeerProtocol() {
        return endpoint.kind().name();
    }

    @Override
    public int getPeerPort() {
        return remote.getPort();
    }

    @Override
    public int getPeerPacketSourcePort() {
        return source.getPort();
    }

    @Override
    public InetAddress getPeerPacketSourceAddress() {
        return source.getAddress();
    }

    @Override
    public String getKey() {
        return getKey(remote.getAddress(), remote.getPort(), endpoint.kind().name());
    }

    @Override
    public String getViaHost() {
        return endpoint.getIpAddress().getHostAddress();
    }

    @Override
    public int getViaPort() {
        return endpoint.getPort();
    }
}
