package io.ringway.server.wiring;

import io.ringway.media.ice.IceMode;
import io.ringway.server.config.Configuration;
import io.ringway.server.config.TlsSettings.Mode;
import io.ringway.signaling.SignalingSettings;
import io.ringway.signaling.http.HttpSettings;
import io.ringway.signaling.http.TlsSettings;
import io.ringway.signaling.session.CallPolicy;
import io.ringway.signaling.session.SessionManagerSettings;
import io.ringway.signaling.session.SessionSettings;
import io.ringway.signaling.whip.IceServer;
import io.ringway.signaling.ws.GatewaySettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Turns the configuration into the signaling front's settings. */
final class SignalingMapping {

    private static final String PAGES = "web";
    private static final int BURST = 2;

    private final Configuration configuration;

    SignalingMapping(Configuration configuration) {
        this.configuration = configuration;
    }

    static boolean secure(Configuration configuration) {
        return configuration.http().tls().mode() != Mode.OFF;
    }

    SignalingSettings settings() {
        return new SignalingSettings(
                http(), sessions(), GatewaySettings.defaults(), iceServers(), PAGES);
    }

    /** How the session manager is asked; null for the embedded one. */
    @Nullable SessionManagerSettings sessionManager() {
        URI endpoint = configuration.sessionManager().endpoint();
        if (endpoint == null) {
            return null;
        }
        var manager = configuration.sessionManager();
        int timeoutMs = milliseconds(manager.timeoutNs());
        SessionManagerSettings usual = SessionManagerSettings.of(endpoint);
        return new SessionManagerSettings(
                endpoint,
                Math.min(usual.connectTimeoutMs(), timeoutMs),
                timeoutMs,
                usual.attempts(),
                usual.firstBackoffMs(),
                usual.breakerFailures(),
                usual.breakerOpenMs(),
                manager.maxCalls(),
                manager.maxWaiting(),
                manager.maxGoodbyes());
    }

    private HttpSettings http() {
        var http = configuration.http();
        HttpSettings usual = HttpSettings.defaults();
        List<String> origins = http.corsOrigins();
        return new HttpSettings(
                http.listenAddress(),
                http.port(),
                tls(),
                http.maxBodyBytes(),
                usual.maxHeaderBytes(),
                http.maxConnections(),
                http.requestsPerSecond(),
                BURST * http.requestsPerSecond(),
                usual.idleTimeoutMs(),
                usual.requestTimeoutMs(),
                usual.writeTimeoutMs(),
                origins,
                origins.contains("*") ? List.of() : origins,
                usual.webSocket());
    }

    private TlsSettings tls() {
        var tls = configuration.http().tls();
        return switch (tls.mode()) {
            case OFF -> new TlsSettings.Off();
            case SELF_SIGNED -> new TlsSettings.SelfSigned();
            case PEM -> new TlsSettings.PemPair(file(tls.certificate()), file(tls.key()));
        };
    }

    private SessionSettings sessions() {
        SessionSettings usual = SessionSettings.defaults();
        var recording = configuration.recording();
        return new SessionSettings(
                configuration.ice().mode() == IceMode.LITE,
                configuration.dtls().preferredRole(),
                configuration.decoding().redundancy(),
                configuration.speech().forwarded(),
                policy(false),
                policy(true),
                recording.folder(),
                recording.download(),
                usual.sdp(),
                configuration.ice().maxCandidates(),
                usual.answerTimeoutMs(),
                milliseconds(configuration.ice().gatheringLimitNs()),
                usual.statisticsTimeoutMs(),
                milliseconds(configuration.calls().eventIntervalNs()),
                usual.rememberedRecordings());
    }

    private CallPolicy policy(boolean postedOffer) {
        return new CallPolicy(
                configuration.calls().echo().covers(postedOffer),
                configuration.recording().scope().covers(postedOffer));
    }

    private List<IceServer> iceServers() {
        return configuration.addresses().stunServers().stream().map(IceServer::of).toList();
    }

    private static Path file(@Nullable Path configured) {
        if (configured == null) {
            throw new IllegalStateException("tls=pem without a file passed validation");
        }
        return configured;
    }

    private static int milliseconds(long durationNs) {
        return (int) TimeUnit.NANOSECONDS.toMillis(durationNs);
    }
}
