package io.ringway.signaling.sip.transport;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import io.ringway.media.AddressLiteral;
import io.ringway.media.counters.CounterBlock;
import io.ringway.signaling.http.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sip.RequestEvent;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.HeaderFactory;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIP as the rest of Ringway uses it: JAIN-SIP's transactions over transports of our own (UDP, TCP,
 * TLS, WebSocket), all behind one {@link SipProvider}. Several may run in one process.
 *
 * <p>The listener is called on a few threads of the stack's, events of one Call-ID in order; it
 * must not block for long, as everything else that happens to come on that thread waits. Time-outs
 * are told on a timer's thread.
 *
 * <p>Thread: any. {@link #start} and {@link #close} block.
 */
public final class SipStack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SipStack.class);

    private final StackParts parts;
    private final MessageFactory messages = new MessageFactoryImpl();
    private final HeaderFactory headers = new HeaderFactoryImpl();
    private final AddressFactory addresses = new AddressFactoryImpl();
    private final List<Consumer<SipFlow>> flowListeners = new CopyOnWriteArrayList<>();
    private volatile boolean draining;

    private SipStack(
            SipStackSettings settings, SipListener listener, CounterBlock shared, MessageTap tap)
            throws IOException {
        parts =
                StackParts.start(
                        settings,
                        listener,
                        shared,
                        closed -> flowClosed(flowListeners, closed),
                        tap);
        LOG.info("sip listening addresses={} ports={}", settings.addresses(), parts.own().ports());
    }

    /**
     * Listens.
     *
     * @param listener hears requests, responses and time-outs
     * @param shared a block whose shared methods may be used
     * @throws IOException when a port is taken or a certificate unusable; the message says what to
     *     change
     */
    public static SipStack start(
            SipStackSettings settings, SipListener listener, CounterBlock shared)
            throws IOException {
        return start(settings, listener, shared, MessageTap.NONE);
    }

    /**
     * Listens, and shows all messages to somebody.
     *
     * @throws IOException as above
     */
    public static SipStack start(
            SipStackSettings settings, SipListener listener, CounterBlock shared, MessageTap tap)
            throws IOException {
        return new SipStack(settings, listener, shared, tap);
    }

    /** The provider of all transports, with a listening point each. */
    public SipProvider provider() {
        return parts.provider();
    }

    public MessageFactory messages() {
        return messages;
    }

    public HeaderFactory headers() {
        return headers;
    }

    public AddressFactory addresses() {
        return addresses;
    }

    /**
     * Our Contact as a peer can reach it: the local address that leads there or the public one
     * mapped to it, the port we listen on, the transport ({@code sip:} always, as {@code sips:}
     * would promise encryption on all hops).
     *
     * @param user user part, empty for none
     * @throws IllegalArgumentException when the transport is off or the user cannot be written
     */
    public ContactHeader contact(String user, SipTransport transport, InetSocketAddress peer) {
        return contact(user, transport, parts.own().advertised(peer));
    }

    /** Our Contact towards the far end of a flow. */
    public ContactHeader contact(String user, SipFlow flow) {
        return contact(user, flow.transport(), parts.own().advertised(flow));
    }

    private ContactHeader contact(String user, SipTransport transport, InetAddress host) {
        try {
            SipURI uri =
                    addresses.createSipURI(
                            user.isEmpty() ? null : user, AddressLiteral.inUri(host));
            uri.setPort(parts.own().port(transport));
            if (transport != SipTransport.UDP) {
                uri.setTransportParam(transport.parameter());
            }
            return headers.createContactHeader(addresses.createAddress(uri));
        } catch (ParseException e) {
            throw new IllegalArgumentException("no Contact with user " + user, e);
        }
    }

    /** The local address that leads to a peer, also for media; never a mapped one. */
    public InetAddress localAddress(InetSocketAddress peer) {
        return parts.own().local(peer);
    }

    /**
     * Where a request to a host goes now (RFC 3263): one of its SRV records' targets, else its
     * address. May block for seconds where the name is new.
     *
     * @param port 0 or less when none was named
     */
    public InetSocketAddress locate(SipTransport transport, String host, int port)
            throws UnknownHostException {
        return parts.hops().locate(transport, host, port);
    }

    /** All a host's hops, the preferred first. May block for seconds where the name is new. */
    public List<InetSocketAddress> locateAll(SipTransport transport, String host, int port)
            throws UnknownHostException {
        return parts.hops().all(transport, host, port);
    }

    /** How many hops a host has, as far as is known; at least one. */
    public int hops(SipTransport transport, String host, int port) {
        return parts.hops().count(transport, host, port);
    }

    /** How a peer knows the address that leads to it: as it is, or as the one mapped to it. */
    public InetAddress advertisedAddress(InetSocketAddress peer) {
        return parts.own().advertised(peer);
    }

    /** How the far end of a flow knows ours: as it is, or as the one mapped to it. */
    public InetAddress advertisedAddress(SipFlow flow) {
        return parts.own().advertised(flow);
    }

    /**
     * The port listened on, also when 0 was asked for.
     *
     * @throws IllegalArgumentException when the transport is off
     */
    public int port(SipTransport transport) {
        return parts.own().port(transport);
    }

    /** What a message came by; null for one of our own. */
    public @Nullable SipFlow flowOf(Message message) {
        return FlowTag.of(message);
    }

    /** What a request came by. */
    public SipFlow flowOf(RequestEvent event) {
        SipFlow flow = flowOf(event.getRequest());
        if (flow == null) {
            throw new IllegalArgumentException("not a request that came in");
        }
        return flow;
    }

    /**
     * Ties a request to a flow: it goes along it whatever its Request-URI says, or not at all. To
     * be called before a client transaction is made of it, or before it is handed to a dialog.
     */
    public void sendBy(Request request, SipFlow flow) {
        FlowTag.put(request, flow);
    }

    /** Ties a response that is sent outside a transaction to the flow its request came by. */
    public void answerBy(Response response, SipFlow flow) {
        FlowTag.put(response, flow);
    }

    /**
     * Has TLS towards one server differ from that towards all others, for connections opened from
     * now on.
     *
     * @param host as URIs name it, which its certificate must be of
     * @throws IOException when TLS is off or a file unusable; the message names it
     */
    public void identify(String host, int port, SipIdentity identity) throws IOException {
        parts.identify(host, port, identity);
    }

    /** Adds somebody who hears, on a thread of the stack, of connections that have closed. */
    public void onFlowClosed(Consumer<SipFlow> listener) {
        flowListeners.add(listener);
    }

    private static void flowClosed(List<Consumer<SipFlow>> listeners, SipFlow flow) {
        listeners.forEach(listener -> listener.accept(flow));
    }

    /**
     * SIP over WebSocket on the HTTP port (RFC 7118), besides the ports of its own. It takes text
     * frames only, and needs WS on, or WSS where HTTP is encrypted.
     *
     * @param path such as {@code /sip}
     */
    public Route webSocketRoute(String path) {
        return new SipWebSocketRoute(parts).route(path);
    }

    /** Says that no new calls are wanted; only {@link #draining} changes by it. */
    public void drain() {
        draining = true;
    }

    public boolean draining() {
        return draining;
    }

    /** Closes all sockets and ends all threads; transactions under way are forgotten. */
    @Override
    public void close() {
        parts.close();
    }
}
