package io.ringway.server.wiring;

import io.ringway.media.MediaEngine;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.server.config.Configuration;
import io.ringway.server.metrics.CallCollector;
import io.ringway.server.sip.DialPlan;
import io.ringway.signaling.agent.Agents;
import io.ringway.signaling.call.CallApiAccess;
import io.ringway.signaling.call.CallDirectory;
import io.ringway.signaling.call.CallRoutes;
import io.ringway.signaling.call.Calls;
import io.ringway.signaling.call.LegDialer;
import io.ringway.signaling.call.LegDialers;
import io.ringway.signaling.call.Sounds;
import io.ringway.signaling.call.TransferTarget;
import io.ringway.signaling.http.Route;
import io.ringway.signaling.session.SessionManagerClient;
import io.ringway.signaling.sip.SipGateway;
import io.ringway.signaling.sip.SipGatewaySettings;
import io.ringway.signaling.sip.media.SipMediaSessions;
import io.ringway.signaling.sip.transport.SipTransport;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls and who carries them: the SIP gateway, unless it is off, and browsers that wait as agents.
 *
 * <p>Thread: any. {@link #open} and {@link #close} block.
 */
final class Telephony implements AutoCloseable {

    private final Calls calls;
    private final Sounds sounds;
    private final CallApiAccess access;
    private final @Nullable SipGateway sip;
    private final SessionManagerClient manager;

    private Telephony(
            Calls calls,
            Sounds sounds,
            CallApiAccess access,
            @Nullable SipGateway sip,
            SessionManagerClient manager) {
        this.calls = calls;
        this.sounds = sounds;
        this.access = access;
        this.sip = sip;
        this.manager = manager;
    }

    /**
     * Begins to listen for calls of phones, unless SIP is off: certificates take longer to make
     * than all else that a start does.
     *
     * @param plan who can call and be called
     */
    static @Nullable HeadStart<SipGateway> listen(
            Configuration configuration, DialPlan plan, String version, Counters counters) {
        if (!configuration.sip().on()) {
            return null;
        }
        SipGatewaySettings settings = new TelephonyMapping(configuration).gateway(plan, version);
        CounterBlock shared = counters.shared();
        return new HeadStart<>(
                "sip-start", () -> SipGateway.open(settings, shared), SipGateway::close);
    }

    /**
     * Takes calls.
     *
     * @param plan the rules between those who call and those who are called
     * @param phones what listens for calls of phones; from now on it is closed by this
     * @param manager told about their sessions; closed by its owner, after this
     * @throws IOException when a SIP port or certificate cannot be had
     */
    static Telephony open(
            Configuration configuration,
            DialPlan plan,
            MediaEngine engine,
            @Nullable HeadStart<SipGateway> phones,
            SessionManagerClient manager,
            Agents agents)
            throws IOException {
        TelephonyMapping mapping = new TelephonyMapping(configuration);
        SipGateway sip = phones == null ? null : phones.take();
        LegDialer outside = sip == null ? agents : sip;
        Sounds sounds = mapping.sounds();
        Calls calls =
                new Calls(
                        mapping.calls(),
                        manager,
                        engine,
                        plan.routes(),
                        new LegDialers(outside, outside, outside, agents),
                        sip == null ? CallDirectory.EMPTY : sip,
                        sounds);
        engine.setTransfers(
                (session, target) -> calls.transfer(session, new TransferTarget.Blind(target)));
        if (sip != null) {
            sip.start(new SipMediaSessions(engine, mapping.media(), new SecureRandom()), calls);
        }
        return new Telephony(
                calls, sounds, new CallApiAccess(configuration.calls().apiToken()), sip, manager);
    }

    /** {@code /api/calls} and, with SIP over WebSocket, {@code /sip}. */
    List<Route> routes() {
        List<Route> routes = new ArrayList<>(new CallRoutes(calls, sounds, access).routes());
        if (sip != null) {
            routes.addAll(sip.routes());
        }
        return routes;
    }

    /** What metrics say of calls. */
    CallCollector metrics() {
        SipGateway gateway = sip;
        return new CallCollector(
                calls::active,
                calls.counters(),
                () -> gateway == null ? 0 : gateway.registrations().size(),
                () -> gateway == null ? List.of() : gateway.trunks(),
                manager);
    }

    /** The UDP and TCP port of SIP; 0 when it is off. */
    int sipPort() {
        return sip == null ? 0 : sip.port(SipTransport.UDP);
    }

    /** Refuses new calls; those that run go on. */
    void drain() {
        if (sip != null) {
            sip.drain();
        }
        calls.drain();
    }

    @Override
    public void close() {
        drain();
        calls.close();
        if (sip != null) {
            sip.close();
        }
    }
}
