package io.ringway.signaling.sip.transport;

import io.netty.channel.ChannelHandler;
import io.ringway.media.counters.CounterBlock;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TooManyListenersException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import org.jspecify.annotations.Nullable;

/**
 * The wiring of a stack, in the order messages pass: sockets and connections → intake → workers →
 * delivery → JAIN-SIP → outbox → sockets and connections.
 */
final class StackParts implements AutoCloseable {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final int MAX_WORKERS = 8;

    private final SipStackSettings settings;
    private final CounterBlock counters;
    private final Consumer<SipFlow> onClosed;
    private final MessageTap tap;
    private final EventLoops loops = new EventLoops();
    private final Sockets sockets = new Sockets(loops);
    private final NameServers names;
    private final HopLocator hops;
    private final Workers workers;
    private final LocalAddresses addresses;
    private final JainStack jain;
    private final Map<SipTransport, Endpoint> endpoints = new EnumMap<>(SipTransport.class);
    private final Intake intake;
    private final Connections connections;
    private final @Nullable TlsContexts tls;
    private @Nullable OwnAddress own;
    private @Nullable SipProvider provider;

    private StackParts(
            SipStackSettings settings,
            LocalAddresses addresses,
            JainStack jain,
            @Nullable TlsContexts tls,
            CounterBlock counters,
            Consumer<SipFlow> onClosed,
            MessageTap tap) {
        this.settings = settings;
        this.addresses = addresses;
        this.jain = jain;
        this.tls = tls;
        this.counters = counters;
        this.onClosed = onClosed;
        this.tap = tap;
        SipLimits limits = settings.limits();
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, MAX_WORKERS);
        names = new NameServers(loops, settings.nameServers());
        hops = new HopLocator(new DomainSearch(names));
        workers = new Workers(threads, limits.queuedMessages());
        Refusals refusals = new Refusals(counters, limits.maxHeaders());
        Delivery delivery = new Delivery(jain, endpoints, refusals, limits, counters);
        intake = new Intake(workers, delivery, refusals, limits, counters, tap);
        connections =
                new Connections(
                        loops,
                        limits,
                        counters,
                        new StreamPipeline(intake, refusals, counters, limits, tls),
                        addresses,
                        this::flowClosed);
    }

    /**
     * Makes everything and listens.
     *
     * @throws IOException when that is not possible; then nothing is left behind
     */
    static StackParts start(
            SipStackSettings settings,
            SipListener listener,
            CounterBlock counters,
            Consumer<SipFlow> onClosed,
            MessageTap tap)
            throws IOException {
        JainLog.install();
        LocalAddresses addresses = LocalAddresses.of(settings);
        TlsContexts tls = tls(settings);
        StackParts parts =
                new StackParts(
                        settings, addresses, jain(settings.limits()), tls, counters, onClosed, tap);
        try {
            parts.listen(listener);
            return parts;
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static @Nullable TlsContexts tls(SipStackSettings settings) throws IOException {
        boolean secure = settings.ports().keySet().stream().anyMatch(SipTransport::isSecure);
        return secure ? TlsContexts.of(settings.tls(), settings.limits().connectTimeoutMs()) : null;
    }

    private static JainStack jain(SipLimits limits) throws IOException {
        try {
            return new JainStack("ringway-" + NAMES.incrementAndGet(), limits.serverTransactions());
        } catch (SipException e) {
            throw new IOException("JAIN-SIP does not start", e);
        }
    }

    private void listen(SipListener listener) throws IOException {
        Map<SipTransport, Integer> ports = new EnumMap<>(SipTransport.class);
        for (Map.Entry<SipTransport, Integer> asked : new EnumMap<>(settings.ports()).entrySet()) {
            if (!ports.containsKey(asked.getKey())) {
                bind(sharing(asked.getKey()), asked.getValue(), ports);
            }
        }
        own = new OwnAddress(addresses, ports, sockets);
        Outbox outbox = new Outbox(sockets, connections, own, counters, this::notSent, tap);
        jain.open(outbox, hops, endpoints, settings.limits().maxMessageBytes());
        jain.route(new FlowRouter(own));
        provider = provider(ports, listener);
        sockets.read();
    }

    /**
     * The transports that have one port with this one: TCP is where UDP is, as a request too large
     * for a datagram goes to the same port by TCP (RFC 3261 §18.1.1, §18.2.1).
     */
    private Set<SipTransport> sharing(SipTransport transport) {
        boolean both =
                settings.ports().containsKey(SipTransport.UDP)
                        && Objects.equals(
                                settings.ports().get(SipTransport.UDP),
                                settings.ports().get(SipTransport.TCP));
        return transport == SipTransport.UDP && both
                ? EnumSet.of(SipTransport.UDP, SipTransport.TCP)
                : EnumSet.of(transport);
    }

    private void bind(Set<SipTransport> transports, int port, Map<SipTransport, Integer> ports)
            throws IOException {
        Map<SipTransport, ChannelHandler> handlers = new EnumMap<>(SipTransport.class);
        transports.forEach(transport -> handlers.put(transport, handler(transport)));
        int taken = sockets.bind(handlers, addresses.all(), port);
        transports.forEach(transport -> ports.put(transport, taken));
    }

    private ChannelHandler handler(SipTransport transport) {
        return transport == SipTransport.UDP
                ? new DatagramReader(intake, counters)
                : connections.incoming(transport);
    }

    private SipProvider provider(Map<SipTransport, Integer> ports, SipListener listener)
            throws IOException {
        try {
            SipProvider made = null;
            for (Map.Entry<SipTransport, Integer> port : ports.entrySet()) {
                ListeningPoint point =
                        jain.createListeningPoint(
                                Endpoint.ANY.getHostAddress(),
                                port.getValue(),
                                port.getKey().name());
                if (made == null) {
                    made = jain.createSipProvider(point);
                } else {
                    made.addListeningPoint(point);
                }
            }
            if (made == null) {
                throw new IOException("no SIP transport is on");
            }
            made.addSipListener(new HopWatch(hops, listener));
            return made;
        } catch (SipException | InvalidArgumentException | TooManyListenersException e) {
            throw new IOException("JAIN-SIP refuses a listening point", e);
        }
    }

    private void notSent(String transactionId) {
        workers.offer(transactionId.hashCode(), () -> jain.onNotSent(transactionId));
    }

    /** A request whose connection closed before anything came back (RFC 3261 §17.1.4). */
    private void notAnswered(String transactionId) {
        workers.offer(transactionId.hashCode(), () -> jain.onNotAnswered(transactionId));
    }

    /** Tells the listeners that a connection is gone. */
    void flowClosed(SipFlow flow) {
        Runnable telling = () -> onClosed.accept(flow);
        if (!workers.offer(flow.hashCode(), telling)) {
            Thread.startVirtualThread(telling);
        }
        if (flow instanceof StreamFlow stream) {
            stream.asked().forEach(this::notAnswered);
        }
    }

    void identify(String host, int port, SipIdentity identity) throws IOException {
        if (tls == null) {
            throw new IOException(
                    "a certificate for " + host + " needs SIP over TLS: set a port for it");
        }
        tls.identify(host, port, identity);
    }

    HopLocator hops() {
        return hops;
    }

    Intake intake() {
        return intake;
    }

    OwnAddress own() {
        return started(own);
    }

    SipProvider provider() {
        return started(provider);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the stack has not started");
        }
        return part;
    }

    @Override
    public void close() {
        sockets.close();
        workers.close();
        jain.close();
        connections.close();
        names.close();
        loops.close();
    }
}
