package io.ringway.signaling.sip.transport;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import io.ringway.media.AddressLiteral;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.function.Consumer;
import javax.sip.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages on their way: finds the socket or connection, writes our address as the far end can
 * reach it into the Via, encodes, sends. What cannot be sent at once is told by an exception, what
 * turns out so later by {@code notSent}.
 *
 * <p>Thread: any; does not block.
 */
final class Outbox {

    private final Sockets sockets;
    private final Connections connections;
    private final OwnAddress own;
    private final CounterBlock counters;
    private final Consumer<String> notSent;
    private final MessageTap tap;

    /**
     * @param notSent told the transaction id of a request that could not be sent after all
     */
    Outbox(
            Sockets sockets,
            Connections connections,
            OwnAddress own,
            CounterBlock counters,
            Consumer<String> notSent,
            MessageTap tap) {
        this.sockets = sockets;
        this.connections = connections;
        this.own = own;
        this.counters = counters;
        this.notSent = notSent;
        this.tap = tap;
    }

    /**
     * Sends a message.
     *
     * @param host whose certificate a new connection must show
     * @param back the flow the request came by that this answers
     * @param large what has become of large requests of the same transaction
     * @throws IOException when there is no way there
     */
    void send(
            SIPMessage message,
            Endpoint endpoint,
            InetSocketAddress remote,
            String host,
            @Nullable SipFlow back,
            LargeRequests large)
            throws IOException {
        SipFlow asked = back != null ? back : FlowTag.of(message);
        SipFlow flow = flow(endpoint.kind(), remote, host, asked);
        if (message instanceof SIPRequest request) {
            byte[] encoded = encode(request, flow);
            boolean switched =
                    asked == null
                            && flow.transport() == SipTransport.UDP
                            && own.isOn(SipTransport.TCP)
                            && large.isForTcp(encoded.length);
            if (switched) {
                sendByTcp(request, flow, encoded, host, large);
            } else {
                write(encoded, flow, request.getTransactionId());
            }
        } else {
            byte[] encoded = message.encodeAsBytes(flow.transport().name());
            write(BranchTag.withoutTag(encoded), flow, null);
        }
        message.setRemoteAddress(remote.getAddress());
        message.setRemotePort(remote.getPort());
        message.setLocalAddress(flow.local().getAddress());
        message.setLocalPort(endpoint.getPort());
    }

    private byte[] encode(SIPRequest request, SipFlow flow) throws IOException {
        stampVia(request, flow);
        return request.encodeAsBytes(flow.transport().name());
    }

    private void sendByTcp(
            SIPRequest request, SipFlow udp, byte[] asDatagram, String host, LargeRequests large)
            throws IOException {
        if (!large.giveToTcp(request)) {
            return;
        }
        SipFlow tcp = connections.openTo(SipTransport.TCP, udp.remote(), host);
        String transaction = request.getTransactionId();
        counters.incrementShared(Counter.SIP_TX_MESSAGES);
        byte[] encoded = encode(request, tcp);
        tap.onSent(encoded, tcp);
        tcp.send(
                encoded,
                refused -> {
                    large.refused();
                    write(asDatagram, udp, transaction);
                });
    }

    /** Sends an answer once more. */
    void send(byte[] message, Endpoint endpoint, InetSocketAddress remote, @Nullable SipFlow back)
            throws IOException {
        String host = AddressLiteral.of(remote.getAddress());
        write(BranchTag.withoutTag(message), flow(endpoint.kind(), remote, host, back), null);
    }

    /** Has answers to a datagram leave from where it came to. */
    void heard(SipFlow flow) {
        if (flow instanceof DatagramFlow datagram) {
            sockets.heard(datagram);
        }
    }

    /** Whether a response's topmost Via is one we wrote (RFC 3261 §18.1.2). */
    boolean isOurs(Via via) {
        return own.isOurs(via.getHost(), via.getPort());
    }

    private SipFlow flow(
            SipTransport transport, InetSocketAddress remote, String host, @Nullable SipFlow asked)
            throws IOException {
        if (asked != null && asked.isOpen()) {
            return asked;
        }
        if (asked != null && transport.isWebSocket()) {
            throw new IOException("the WebSocket " + asked + " is closed; only it can open anew");
        }
        if (transport == SipTransport.UDP) {
            return sockets.datagramFlow(own.local(remote), remote);
        }
        return connections.openTo(transport, remote, host);
    }

    private void write(byte[] message, SipFlow flow, @Nullable String transaction) {
        counters.incrementShared(Counter.SIP_TX_MESSAGES);
        tap.onSent(message, flow);
        if (transaction != null && flow instanceof StreamFlow stream) {
            stream.asks(transaction);
        }
        flow.send(
                message,
                cause -> {
                    counters.incrementShared(Counter.DROP_SIP_SEND_FAILED);
                    tap.onNotSent(flow, cause);
                    if (transaction != null) {
                        notSent.accept(transaction);
                    }
                });
    }

    /**
     * Our address in the topmost Via, and a request to be answered where this leaves from (RFC 3261
     * §18.1.1, RFC 3581 §3).
     */
    private void stampVia(SIPRequest request, SipFlow flow) throws IOException {
        Via via = request.getTopmostVia();
        if (via == null) {
            throw new IOException(request.getMethod() + " without a Via");
        }
        try {
            via.setHost(AddressLiteral.inUri(own.advertised(flow)));
            via.setPort(own.port(flow.transport()));
            via.setTransport(flow.transport().name());
            via.setRPort();
        } catch (ParseException | InvalidArgumentException e) {
            throw new IOException("our own address cannot be written into a Via: " + flow, e);
        }
    }
}
