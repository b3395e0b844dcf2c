package io.ringway.server.wiring;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.engine.EngineSettings;
import io.ringway.media.engine.UdpMediaEngine;
import io.ringway.media.net.PortInUseException;
import io.ringway.media.recording.Recorder;
import io.ringway.media.recording.RecordingSettings;
import io.ringway.media.segment.ForwarderSettings;
import io.ringway.server.ServerProcess;
import io.ringway.server.StartupException;
import io.ringway.server.config.CallScope;
import io.ringway.server.config.Configuration;
import io.ringway.server.config.ThreadSettings;
import io.ringway.server.metrics.EngineGauges;
import io.ringway.server.metrics.MetricsPage;
import io.ringway.server.sip.DialPlan;
import io.ringway.server.speech.SpeechSink;
import io.ringway.server.speech.SpeechSinkSettings;
import io.ringway.server.warmup.MediaWarmUp;
import io.ringway.signaling.SignalingServer;
import io.ringway.signaling.agent.AgentSettings;
import io.ringway.signaling.agent.Agents;
import io.ringway.signaling.http.Response;
import io.ringway.signaling.http.Route;
import io.ringway.signaling.session.EmbeddedSessionManager;
import io.ringway.signaling.session.HttpSessionManagerClient;
import io.ringway.signaling.session.SessionManagerClient;
import io.ringway.signaling.sip.SipGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One whole server: speech service (unless another is named), recorder, media engine, session
 * manager, signaling, in that order, and closed in the reverse one.
 */
public final class Ringway implements ServerProcess {

    private static final Logger log = LoggerFactory.getLogger(Ringway.class);

    /**
     * A socket is a session before it has a leg; the limit on legs is the one that should speak.
     */
    private static final int SOCKETS_PER_SESSION = 4;

    private final String version;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private String readyLine = "not started";
    private @Nullable UdpMediaEngine engine;
    private @Nullable SignalingServer signaling;
    private @Nullable Telephony telephony;

    /**
     * Makes a server that has not started.
     *
     * @param version of this build, for metrics
     */
    public Ringway(String version) {
        this.version = version;
    }

    @Override
    public void start(Configuration configuration) {
        try {
            open(configuration);
        } catch (IOException
                | PortInUseException
                | IllegalStateException
                | IllegalArgumentException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String readyLine() {
        return readyLine;
    }

    @Override
    public int httpPort() {
        return signaling == null ? 0 : signaling.port();
    }

    @Override
    public int sipPort() {
        return telephony == null ? 0 : telephony.sipPort();
    }

    @Override
    public void drain() {
        if (signaling != null) {
            signaling.drain();
        }
        if (telephony != null) {
            telephony.drain();
        }
        if (engine != null) {
            engine.drain();
        }
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable last = opened.pop();
            try {
                last.close();
            } catch (Exception e) {
                log.error("{} did not close", last.getClass().getSimpleName(), e);
            }
        }
    }

    private void open(Configuration configuration) throws IOException {
        ThreadSettings threads = configuration.threads();
        keep(ThreadPriorities.start(threads.compilerNice(), threads.signalingNice()));
        Counters counters = new Counters();
        DialPlan plan = DialPlan.load(configuration.sipAccounts());
        HeadStart<SipGateway> phones = Telephony.listen(configuration, plan, version, counters);
        if (phones != null) {
            keep(phones);
        }
        SpeechSink sink = embeddedSink(configuration);
        EngineSettings settings =
                new EngineMapping(configuration).settings(speechTarget(configuration, sink));
        Recorder recorder = recorder(configuration, plan, counters);
        UdpMediaEngine media = keep(UdpMediaEngine.start(settings, counters, recorder));
        log.info(media.description());
        media.warnings().forEach(log::warn);
        engine = media;
        keep(
                HeapUpkeep.start(
                        media::activeLegs,
                        () -> counters.total(Counter.LEGS_OPENED),
                        configuration.operation().collection()));
        SessionManagerClient manager = keep(sessionManager(configuration));
        Agents agents = new Agents(AgentSettings.defaults());
        Telephony calls = keep(Telephony.open(configuration, plan, media, phones, manager, agents));
        telephony = calls;
        MetricsPage metrics =
                new MetricsPage(
                        counters,
                        gauges(media),
                        calls.metrics(),
                        version,
                        configuration.operation().nodeId());
        SignalingServer front =
                keep(
                        SignalingServer.start(
                                new SignalingMapping(configuration).settings(),
                                media,
                                manager,
                                new SinkLevels(sink),
                                agents,
                                routes(metrics, calls),
                                counters));
        signaling = front;
        if (configuration.threads().warmUp()) {
            keep(MediaWarmUp.start(settings));
        }
        readyLine =
                readyLine(configuration, front.port(), media.mediaPort(), calls.sipPort(), sink);
    }

    private <T extends AutoCloseable> T keep(T part) {
        opened.push(part);
        return part;
    }

    private @Nullable SpeechSink embeddedSink(Configuration configuration) throws IOException {
        if (configuration.speech().target() != null) {
            return null;
        }
        String loopback = InetAddress.getLoopbackAddress().getHostAddress();
        return keep(
                SpeechSink.start(
                        SpeechSinkSettings.of(loopback, 0, configuration.speech().sinkFolder())));
    }

    private static ForwarderSettings.Target speechTarget(
            Configuration configuration, @Nullable SpeechSink sink) {
        String named = configuration.speech().target();
        if (named != null) {
            return ForwarderSettings.Target.parse(named);
        }
        if (sink == null) {
            throw new IllegalStateException("neither a speech target nor an embedded one");
        }
        return new ForwarderSettings.Target(
                InetAddress.getLoopbackAddress().getHostAddress(), sink.port());
    }

    /** Null when nothing is to be recorded: neither by {@code record} nor by a rule. */
    private @Nullable Recorder recorder(
            Configuration configuration, DialPlan plan, Counters counters) throws IOException {
        if (configuration.recording().scope() == CallScope.FALSE && !plan.routes().records()) {
            return null;
        }
        return keep(
                Recorder.open(
                        configuration.recording().folder(),
                        RecordingSettings.defaults()
                                .withQueuePackets(configuration.recording().queuePackets()),
                        counters));
    }

    private static SessionManagerClient sessionManager(Configuration configuration) {
        var settings = new SignalingMapping(configuration).sessionManager();
        return settings == null
                ? new EmbeddedSessionManager(
                        SOCKETS_PER_SESSION * configuration.calls().maxSessions())
                : new HttpSessionManagerClient(settings);
    }

    private static EngineGauges gauges(UdpMediaEngine engine) {
        return new EngineGauges(
                engine::activeLegs,
                () ->
                        engine.shards().stream()
                                .map(services -> services.shard())
                                .map(
                                        shard ->
                                                new EngineGauges.RingLoad(
                                                        Integer.toString(shard.index()),
                                                        shard.ring().occupied(),
                                                        shard.ring().size()))
                                .toList());
    }

    private static List<Route> routes(MetricsPage metrics, Telephony calls) {
        List<Route> routes = new ArrayList<>(calls.routes());
        routes.add(metricsRoute(metrics));
        return routes;
    }

    private static Route metricsRoute(MetricsPage metrics) {
        return Route.of(
                "GET",
                "/metrics",
                request -> {
                    MetricsPage.Exposition page =
                            metrics.render(request.header("Accept").orElse(""));
                    return Response.of(200, page.contentType(), page.body());
                });
    }

    private static String readyLine(
            Configuration configuration,
            int httpPort,
            int mediaPort,
            int sipPort,
            @Nullable SpeechSink sink) {
        String scheme = SignalingMapping.secure(configuration) ? "https" : "http";
        String listen = configuration.http().listenAddress();
        String host = listen.equals("0.0.0.0") || listen.equals("::") ? "localhost" : listen;
        String speech =
                sink == null
                        ? String.valueOf(configuration.speech().target())
                        : "embedded on port " + sink.port();
        return "ringway is ready: %s://%s:%d/ (media %d/udp, SIP %s, speech service %s)"
                .formatted(
                        scheme,
                        host.contains(":") ? "[" + host + "]" : host,
                        httpPort,
                        mediaPort,
                        sipPort == 0 ? "off" : Integer.toString(sipPort),
                        speech);
    }
}
