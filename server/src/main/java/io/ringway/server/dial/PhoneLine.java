package io.ringway.server.dial;

import io.ringway.media.counters.Counters;
import io.ringway.media.engine.UdpMediaEngine;
import io.ringway.media.recording.Recorder;
import io.ringway.server.call.CallException;
import io.ringway.server.call.CallerEngine;
import io.ringway.server.call.LocalRoute;
import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.DialRequest;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.LegObserver;
import io.ringway.signaling.sdp.OpusRedundancy;
import io.ringway.signaling.sdp.rtp.RtpPolicy;
import io.ringway.signaling.sip.dialog.Admission;
import io.ringway.signaling.sip.dialog.Authenticator;
import io.ringway.signaling.sip.dialog.OutgoingTarget;
import io.ringway.signaling.sip.dialog.SipEvents;
import io.ringway.signaling.sip.dialog.SipUserAgent;
import io.ringway.signaling.sip.dialog.Targets;
import io.ringway.signaling.sip.dialog.UserAgentSettings;
import io.ringway.signaling.sip.media.SipMediaSessions;
import io.ringway.signaling.sip.media.SipMediaSettings;
import io.ringway.signaling.sip.transport.MessageTap;
import io.ringway.signaling.sip.transport.SipStack;
import io.ringway.signaling.sip.transport.SipStackSettings;
import io.ringway.signaling.sip.transport.SipTlsSettings;
import io.ringway.signaling.sip.transport.SipTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one call from here needs: a SIP stack, a user agent and a media engine, on free ports.
 * Thread: any; opening and closing block.
 */
final class PhoneLine implements AutoCloseable {

    private static final int HANDSHAKE_TIMEOUT_MS = 10_000;
    private static final int MOST_LEGS = 4;
    private static final int REDIRECTS = 5;
    private static final int GATHERING_LIMIT_MS = 1_000;

    private final DialSettings settings;
    private final UdpMediaEngine engine;
    private final SipStack stack;
    private final SipUserAgent agent;
    private final @Nullable AccountAuthenticator authenticator;

    private PhoneLine(
            DialSettings settings,
            UdpMediaEngine engine,
            SipStack stack,
            SipEvents stackEvents,
            Consumer<DialEvent> events,
            boolean record) {
        this.settings = settings;
        this.engine = engine;
        this.stack = stack;
        DialAccount account = settings.account();
        authenticator = account == null ? null : new AccountAuthenticator(account);
        SipMediaSessions sessions =
                new SipMediaSessions(engine, media(settings, record), new SecureRandom());
        agent =
                new SipUserAgent(
                        agent(settings),
                        stack,
                        new WatchedMedia(sessions, events),
                        new NobodyHome(),
                        target -> new Targets.Plan(List.of(target()), false),
                        Admission.EVERYBODY,
                        Map.of());
        stackEvents.deliverTo(agent);
    }

    /**
     * Opens it.
     *
     * @param recorder of what comes back; null records nothing
     * @param tap sees the call's messages
     * @throws CallException when there is no way to the target, or no port
     */
    static PhoneLine open(
            DialSettings settings,
            @Nullable Recorder recorder,
            MessageTap tap,
            Consumer<DialEvent> events)
            throws CallException {
        SipAddress next = settings.nextHop();
        InetAddress wanted = settings.listenAddress();
        InetAddress local = wanted != null ? wanted : LocalRoute.towards(next.host(), next.port());
        UdpMediaEngine engine =
                CallerEngine.start(List.of(local), List.of(), HANDSHAKE_TIMEOUT_MS, recorder);
        SipEvents stackEvents = new SipEvents();
        try {
            SipStack stack =
                    SipStack.start(
                            stack(settings, local), stackEvents, new Counters().shared(), tap);
            return new PhoneLine(settings, engine, stack, stackEvents, events, recorder != null);
        } catch (IOException e) {
            engine.close();
            throw new CallException("SIP cannot start: " + e.getMessage(), e);
        }
    }

    private static SipStackSettings stack(DialSettings settings, InetAddress local) {
        Map<SipTransport, Integer> ports = new EnumMap<>(SipTransport.class);
        ports.put(SipTransport.UDP, 0);
        ports.put(SipTransport.TCP, 0);
        ports.put(settings.nextHop().transport(), 0);
        SipTlsSettings usual = SipTlsSettings.defaults();
        return SipStackSettings.defaults()
                .withAddresses(local)
                .withPorts(ports)
                .withTls(
                        new SipTlsSettings(
                                usual.server(),
                                usual.client(),
                                usual.trust(),
                                usual.clientAuth(),
                                !settings.insecure()));
    }

    private static SipMediaSettings media(DialSettings settings, boolean record) {
        RtpPolicy policy =
                RtpPolicy.defaults()
                        .withCodecs(settings.codecs())
                        .withSrtp(settings.protection().use());
        return new SipMediaSettings(
                policy,
                OpusRedundancy.ACCEPT,
                false,
                GATHERING_LIMIT_MS,
                null,
                false,
                record,
                false);
    }

    private static UserAgentSettings agent(DialSettings settings) {
        UserAgentSettings usual = UserAgentSettings.defaults();
        return new UserAgentSettings(
                "Ringway",
                usual.t1Ms(),
                usual.sessionExpiresS(),
                usual.minSessionExpiresS(),
                usual.probeS(),
                usual.retryAfterS(),
                MOST_LEGS,
                REDIRECTS,
                settings.protection().profile());
    }

    private OutgoingTarget target() {
        SipAddress proxy = settings.proxy();
        return new OutgoingTarget(
                settings.target().uri(),
                proxy == null ? List.of() : List.of(proxy.asRoute()),
                null,
                settings.protection().profile(),
                CallerName.of(settings).uri(),
                false,
                authenticator == null ? Authenticator.NONE : authenticator);
    }

    /** Calls. */
    CallLeg dial(LegObserver observer) {
        SipAddress target = settings.target();
        CallParties parties =
                new CallParties(
                        CallerName.of(settings).user(), "", target.user(), target.host(), "");
        DialTarget whom = new DialTarget.Uri(target.uri());
        return agent.dial(new DialRequest("dial", whom, parties, null), observer);
    }

    /** Why the account was of no use; empty when it was, or was not asked for. */
    String complaint() {
        return authenticator == null ? "" : authenticator.complaint();
    }

    @Override
    public void close() {
        agent.close();
        stack.close();
        engine.close();
    }
}
