package io.ringway.server.config;

import io.ringway.media.EchoPolicy;
import io.ringway.media.SpeechFormat;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusVoice;
import io.ringway.media.conference.ConferenceSettings;
import io.ringway.media.dtls.DtlsRole;
import io.ringway.media.engine.PipelineLayout;
import io.ringway.media.ice.IceMode;
import io.ringway.media.net.MediaIo;
import io.ringway.media.playout.PlayoutSettings;
import io.ringway.media.shard.WaitPolicy;
import io.ringway.media.srtp.CryptoProvider;
import io.ringway.media.srtp.SrtpProfile;
import io.ringway.signaling.sdp.OpusRedundancy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which keys make which record: the only place that knows both. */
final class ConfigurationMapping {

    private final Settings settings;
    private final List<String> problems = new ArrayList<>();

    ConfigurationMapping(Settings settings) {
        this.settings = settings;
    }

    Configuration configuration() {
        Optional<HttpSettings> http = check(this::http);
        Optional<DtlsSettings> dtls = check(this::dtls);
        Optional<ThreadSettings> threads = check(this::threads);
        Optional<DecodingSettings> decoding = check(this::decoding);
        Optional<SendingSettings> sending = check(this::sending);
        SipConfiguration sip = new SipConfiguration(settings);
        Optional<SipSettings> sipSettings = check(sip::sip);
        Optional<SipAccountSettings> sipAccounts = check(sip::accounts);
        Optional<ConferenceSettings> conferences = check(this::conferences);
        Optional<SpeechSettings> speech = check(this::speech);
        Optional<PhoneMediaSettings> phoneMedia = check(sip::media);
        ConfigurationException.throwIfAny(problems);
        return new Configuration(
                http.orElseThrow(),
                addresses(),
                ice(),
                dtls.orElseThrow(),
                threads.orElseThrow(),
                calls(),
                decoding.orElseThrow(),
                sending.orElseThrow(),
                conferences.orElseThrow(),
                speech.orElseThrow(),
                recording(),
                sipSettings.orElseThrow(),
                sipAccounts.orElseThrow(),
                phoneMedia.orElseThrow(),
                sessionManager(),
                operation(),
                log());
    }

    private <T> Optional<T> check(Supplier<T> room) {
        try {
            return Optional.of(room.get());
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private HttpSettings http() {
        TlsSettings tls =
                new TlsSettings(
                        settings.word("tls", TlsSettings.Mode.class),
                        settings.optionalPath("tls-certificate").orElse(null),
                        settings.optionalPath("tls-key").orElse(null));
        return new HttpSettings(
                settings.text("listen-address"),
                settings.number("http-port"),
                tls,
                settings.list("cors-origins"),
                settings.number("http-max-connections"),
                settings.number("http-requests-per-second"),
                settings.number("http-max-body-bytes"));
    }

    private AddressSettings addresses() {
        boolean auto = settings.text("local-addresses").equals("auto");
        return new AddressSettings(
                settings.number("media-port"),
                1_024 * settings.number("media-receive-buffer-kb"),
                settings.list("announced-addresses"),
                auto ? List.of() : settings.list("local-addresses"),
                settings.list("stun-servers"));
    }

    private IceSettings ice() {
        boolean lite = settings.text("ice-mode").equals("lite");
        return new IceSettings(
                lite ? IceMode.LITE : IceMode.CONTROLLED,
                settings.durationNs("ice-expiry-ms"),
                settings.durationNs("ice-gathering-limit-ms"),
                settings.number("ice-max-candidates"));
    }

    private DtlsSettings dtls() {
        boolean active = settings.text("dtls-setup").equals("active");
        return new DtlsSettings(
                active ? DtlsRole.CLIENT : DtlsRole.SERVER,
                settings.durationNs("dtls-handshake-timeout-ms"),
                settings.number("dtls-max-handshakes"),
                settings.list("srtp-profiles").stream().map(SrtpProfile::valueOf).toList(),
                settings.word("crypto-provider", CryptoProvider.class));
    }

    private ThreadSettings threads() {
        return new ThreadSettings(
                settings.numberOrAuto("media-loops"),
                settings.word("media-io", MediaIo.class),
                settings.numberOrAuto("shards"),
                settings.list("shard-cores").stream().map(Integer::valueOf).toList(),
                TimeUnit.MICROSECONDS.toNanos(settings.number("wake-interval-us")),
                settings.number("compiler-nice"),
                settings.number("signaling-nice"),
                settings.on("warm-up"),
                settings.number("ring-size"),
                settings.word("wait-strategy", WaitPolicy.class),
                settings.word("pipeline-layout", PipelineLayout.class));
    }

    private CallSettings calls() {
        return new CallSettings(
                settings.number("max-sessions"),
                settings.word("echo", CallScope.class),
                settings.number("echo-queue-packets"),
                settings.number("playback-queue-ms"),
                settings.text("api-token"),
                settings.durationNs("event-interval-ms"));
    }

    private DecodingSettings decoding() {
        return new DecodingSettings(
                settings.durationNs("jitter-min-delay-ms"),
                settings.durationNs("jitter-max-delay-ms"),
                settings.word("opus-codec", OpusCodecs.Provider.class),
                settings.word("opus-silk", OpusCodecs.Silk.class),
                settings.word("opus-redundancy", OpusRedundancy.class));
    }

    private SendingSettings sending() {
        PlayoutSettings defaults = PlayoutSettings.DEFAULTS;
        int maxDelayMs = settings.number("playout-max-delay-ms");
        PlayoutSettings playout =
                new PlayoutSettings(
                        settings.number("playout-min-delay-ms"),
                        maxDelayMs,
                        Math.min(defaults.startDelayMs(), maxDelayMs),
                        defaults.capacityPackets(),
                        defaults.idleMs());
        OpusVoice voice =
                new OpusVoice(
                        settings.number("opus-bitrate-bps"),
                        settings.number("opus-complexity"),
                        settings.on("opus-dtx"));
        return new SendingSettings(settings.word("echo-policy", EchoPolicy.class), playout, voice);
    }

    private ConferenceSettings conferences() {
        return new ConferenceSettings(
                settings.number("conference-rate-hz"),
                settings.number("conference-max-rooms"),
                settings.number("conference-max-participants"),
                settings.number("conference-max-speakers"));
    }

    private SpeechSettings speech() {
        SpeechFormat.Encoding encoding =
                settings.word("speech-encoding", SpeechFormat.Encoding.class);
        boolean opus = encoding == SpeechFormat.Encoding.OPUS;
        int rateHz = opus ? 48_000 : settings.number("speech-rate-hz");
        return new SpeechSettings(
                settings.on("speech"),
                emptyAsNull(settings.text("speech-target")),
                new SpeechTlsSettings(
                        settings.on("speech-tls"),
                        settings.optionalPath("speech-tls-certificates").orElse(null)),
                new SpeechFormat(
                        encoding,
                        rateHz,
                        settings.number("speech-channels"),
                        settings.on("speech-voice-gated")),
                settings.durationNs("speech-queue-ms"),
                settings.durationNs("speech-batch-age-ms"),
                settings.text("speech-congestion-control"),
                settings.path("sink-dir"));
    }

    private RecordingSettings recording() {
        return new RecordingSettings(
                settings.word("record", CallScope.class),
                settings.path("recording-dir"),
                settings.number("recording-queue-packets"),
                settings.on("recording-download"));
    }

    private SessionManagerSettings sessionManager() {
        return new SessionManagerSettings(
                settings.optionalUri("session-manager-endpoint").orElse(null),
                settings.durationNs("session-manager-timeout-ms"),
                settings.number("session-manager-calls"),
                settings.number("session-manager-waiting"),
                settings.number("session-manager-goodbyes"));
    }

    private OperationSettings operation() {
        String configured = settings.text("node-id");
        return new OperationSettings(
                configured.isEmpty() ? NodeName.ofHost() : configured,
                settings.durationNs("shutdown-timeout-ms"),
                new CollectionSettings(
                        settings.number("collect-new-calls-percent"),
                        settings.number("collect-highest-load-percent")));
    }

    private LogSettings log() {
        return new LogSettings(
                settings.word("log-format", LogSettings.Format.class),
                settings.word("log-level", LogSettings.Level.class));
    }

    private static @Nullable String emptyAsNull(String value) {
        return value.isEmpty() ? null : value;
    }
}
