package io.ringway.signaling.sip;

import io.ringway.media.counters.CounterBlock;
import io.ringway.signaling.call.CallDirectory;
import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.DialRequest;
import io.ringway.signaling.call.IncomingCalls;
import io.ringway.signaling.call.LegDialer;
import io.ringway.signaling.call.LegObserver;
import io.ringway.signaling.call.TransferTarget;
import io.ringway.signaling.http.Route;
import io.ringway.signaling.sip.auth.AuthScope;
import io.ringway.signaling.sip.auth.DigestServer;
import io.ringway.signaling.sip.dialog.SipUserAgent;
import io.ringway.signaling.sip.media.SipMediaFactory;
import io.ringway.signaling.sip.registrar.Binding;
import io.ringway.signaling.sip.registrar.NatPings;
import io.ringway.signaling.sip.registrar.Registrar;
import io.ringway.signaling.sip.transport.SipStack;
import io.ringway.signaling.sip.transport.SipTransport;
import io.ringway.signaling.sip.trunk.TrunkStatus;
import io.ringway.signaling.sip.trunk.Trunks;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * SIP as the server runs it: one stack, phones that register here and trunks we register at, calls
 * both ways. It listens from {@link #open} on and takes calls from {@link #start} on.
 *
 * <p>Thread: any. {@link #open} and {@link #close} block.
 */
public final class SipGateway implements LegDialer, CallDirectory, AutoCloseable {

    private static final int SECRET_BYTES = 32;

    private final SipGatewaySettings settings;
    private final GatewayEvents events = new GatewayEvents();
    private final SipStack stack;
    private final Registrar registrar;
    private final NatPings pings;
    private final Trunks trunks;
    private final DigestServer digest;
    private volatile @Nullable SipUserAgent agent;

    private SipGateway(SipGatewaySettings settings, CounterBlock shared) throws IOException {
        this.settings = settings;
        this.stack = SipStack.start(settings.stack(), events, shared);
        this.trunks = trunks(settings, stack);
        this.digest =
                new DigestServer(
                        settings.digest(), AuthScope.USER_AGENT, settings.users(), newSecret());
        this.registrar =
                new Registrar(settings.registrar(), settings.users(), digest, System::nanoTime);
        this.pings = new NatPings(registrar, stack, settings.registrar());
        stack.onFlowClosed(registrar::onFlowClosed);
    }

    private static Trunks trunks(SipGatewaySettings settings, SipStack stack) throws IOException {
        try {
            return new Trunks(settings.trunks(), stack);
        } catch (IOException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /**
     * Listens.
     *
     * @param shared a block whose shared methods may be used
     * @throws IOException when a port is taken or a certificate unusable; the message says what to
     *     change
     */
    public static SipGateway open(SipGatewaySettings settings, CounterBlock shared)
            throws IOException {
        return new SipGateway(settings, shared);
    }

    /**
     * Takes calls and registrations, and registers where it has to. Once.
     *
     * @param media opens the media of calls
     */
    public void start(SipMediaFactory media, IncomingCalls calls) {
        SipUserAgent started =
                new SipUserAgent(
                        settings.agent(),
                        stack,
                        media,
                        calls,
                        new PhoneBook(registrar, trunks, settings.agent().profile()),
                        new GatewayAdmission(
                                stack, trunks, digest, settings.users(), settings.guests()),
                        Map.of(Request.REGISTER, new RegisterRequests(registrar)));
        agent = started;
        events.deliverTo(started, trunks);
        pings.start();
        trunks.start();
    }

    /** The port of a transport that is on, also when 0 was asked for. */
    public int port(SipTransport transport) {
        return stack.port(transport);
    }

    /**
     * SIP over WebSocket on the HTTP server's own port, at {@code /sip}; empty when neither WS nor
     * WSS is on.
     */
    public List<Route> routes() {
        boolean on = settings.stack().ports().containsKey(SipTransport.WS);
        return on ? List.of(stack.webSocketRoute("/sip")) : List.of();
    }

    /** Dialogs that have not ended. */
    public int activeLegs() {
        SipUserAgent started = agent;
        return started == null ? 0 : started.activeLegs();
    }

    /** Everybody who is registered here. */
    public List<Binding> registrations() {
        return registrar.all();
    }

    /** How the trunks are. */
    public List<TrunkStatus> trunks() {
        return trunks.status();
    }

    @Override
    public CallLeg dial(DialRequest request, LegObserver observer) {
        return started().dial(request, observer);
    }

    @Override
    public @Nullable String findLeg(TransferTarget.Attended target) {
        return started().findLeg(target);
    }

    private SipUserAgent started() {
        SipUserAgent started = agent;
        if (started == null) {
            throw new IllegalStateException("the SIP gateway has not been started");
        }
        return started;
    }

    /** Refuses new calls from now on, and tells so who asks by OPTIONS; calls that run go on. */
    public void drain() {
        SipUserAgent started = agent;
        if (started != null) {
            started.drain();
        }
    }

    /** Takes registrations at trunks back and frees the ports; calls should have ended before. */
    @Override
    public void close() {
        drain();
        pings.close();
        trunks.close();
        SipUserAgent started = agent;
        if (started != null) {
            started.close();
        }
        stack.close();
    }

    private static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}
