package io.ringway.server.wiring;

import io.ringway.media.codec.TimelineSettings;
import io.ringway.media.dtls.DtlsSettings;
import io.ringway.media.engine.EngineSettings;
import io.ringway.media.engine.ShardSettings;
import io.ringway.media.ice.IceSettings;
import io.ringway.media.jitter.JitterSettings;
import io.ringway.media.leg.LegSettings;
import io.ringway.media.leg.RtpLegSettings;
import io.ringway.media.net.LocalAddresses;
import io.ringway.media.net.NetSettings;
import io.ringway.media.net.RtpPortSettings;
import io.ringway.media.segment.BatchSettings;
import io.ringway.media.segment.ForwarderSettings;
import io.ringway.media.srtp.SrtpSettings;
import io.ringway.media.stage.StageSettings;
import io.ringway.media.stun.StunServerUrl;
import io.ringway.server.StartupException;
import io.ringway.server.config.Configuration;
import io.ringway.server.config.PhoneMediaSettings;
import io.ringway.server.config.SpeechTlsSettings;
import io.ringway.server.config.ThreadSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Turns the configuration into the media engine's settings. */
final class EngineMapping {

    private static final int DATAGRAMS_PER_READ = 64;
    private static final int EGRESS_SLOTS = 2_048;
    private static final int MIN_SLAB_SLOTS = 4_096;
    private static final int SLAB_SLOTS_PER_SESSION = 8;
    private static final int MAX_PACKET_BYTES = 1_500;

    private final Configuration configuration;

    EngineMapping(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * The engine's settings.
     *
     * @param speechTarget where the speech service listens
     */
    EngineSettings settings(ForwarderSettings.Target speechTarget) {
        return new EngineSettings(
                net(),
                shards(),
                configuration.calls().maxSessions(),
                configuration.addresses().announced(),
                stunServers(),
                leg(),
                ice(),
                dtls(),
                srtp(),
                jitter(),
                TimelineSettings.DEFAULTS,
                configuration.decoding().opusCodec(),
                configuration.decoding().opusSilk(),
                forwarding(speechTarget),
                rtp(),
                configuration.conferences());
    }

    private NetSettings net() {
        ThreadSettings threads = configuration.threads();
        int processors = Runtime.getRuntime().availableProcessors();
        return new NetSettings(
                localAddresses(),
                configuration.addresses().mediaPort(),
                threads.mediaLoops().orElse(Math.clamp(processors / 4, 1, 64)),
                DATAGRAMS_PER_READ,
                flows(),
                EGRESS_SLOTS,
                configuration.addresses().receiveBufferBytes(),
                threads.wakeIntervalNs(),
                threads.mediaIo());
    }

    /** Named addresses; else the one the server listens on, if it is one; else all of the host. */
    private List<InetAddress> localAddresses() {
        List<InetAddress> named = new ArrayList<>();
        for (String address : configuration.addresses().local()) {
            named.add(resolve("local-addresses", address));
        }
        if (!named.isEmpty()) {
            return named;
        }
        InetAddress listen = resolve("listen-address", configuration.http().listenAddress());
        if (!listen.isAnyLocalAddress()) {
            return List.of(listen);
        }
        return LocalAddresses.discover(false);
    }

    /** As many as all legs together may validate, so that none can take another's place. */
    private int flows() {
        return IceSettings.DEFAULTS.maxSources() * configuration.calls().maxSessions();
    }

    private ShardSettings shards() {
        ThreadSettings threads = configuration.threads();
        int processors = Runtime.getRuntime().availableProcessors();
        int count = threads.shards().orElse(Math.clamp(processors / 2, 1, 64));
        int slabSlots =
                Math.clamp(
                        (long) SLAB_SLOTS_PER_SESSION * configuration.calls().maxSessions() / count,
                        MIN_SLAB_SLOTS,
                        1_000_000);
        return new ShardSettings(
                count,
                threads.shardCores(),
                threads.ringSize(),
                slabSlots,
                threads.waitPolicy(),
                threads.wakeIntervalNs(),
                threads.layout(),
                StageSettings.DEFAULTS);
    }

    private List<StunServerUrl> stunServers() {
        return configuration.addresses().stunServers().stream().map(StunServerUrl::parse).toList();
    }

    private LegSettings leg() {
        LegSettings defaults = LegSettings.DEFAULTS;
        return new LegSettings(
                configuration.calls().echoQueuePackets(),
                defaults.sendQueuePackets(),
                defaults.maxStreams(),
                defaults.rtcpIntervalMs(),
                defaults.earlyDtlsDatagrams(),
                configuration.calls().playbackQueueMs(),
                configuration.sending().voice(),
                configuration.sending().echoPolicy(),
                configuration.sending().playout());
    }

    private IceSettings ice() {
        return IceSettings.DEFAULTS.with(
                configuration.ice().expiryNs(), configuration.ice().maxCandidates());
    }

    private DtlsSettings dtls() {
        DtlsSettings defaults = DtlsSettings.defaults();
        return new DtlsSettings(
                configuration.dtls().maxHandshakes(),
                milliseconds(configuration.dtls().handshakeTimeoutNs()),
                defaults.initialResendMs(),
                defaults.queueDatagrams(),
                defaults.maxDatagramBytes(),
                defaults.maxMessageBytes(),
                defaults.mtuBytes(),
                configuration.dtls().srtpProfiles());
    }

    private RtpLegSettings rtp() {
        PhoneMediaSettings phones = configuration.phoneMedia();
        RtpLegSettings usual = RtpLegSettings.DEFAULTS;
        return new RtpLegSettings(
                new RtpPortSettings(
                        phones.minPort(), phones.maxPort(), usual.ports().quarantineMs()),
                phones.timeoutMs(),
                phones.holdTimeoutMs(),
                usual.takeoverMs(),
                usual.probationPackets(),
                phones.silence());
    }

    private SrtpSettings srtp() {
        SrtpSettings defaults = SrtpSettings.DEFAULTS;
        return new SrtpSettings(
                configuration.dtls().cryptoProvider(),
                defaults.replayWindowPackets(),
                defaults.maxSsrcs(),
                MAX_PACKET_BYTES);
    }

    private JitterSettings jitter() {
        JitterSettings defaults = JitterSettings.DEFAULTS;
        return new JitterSettings(
                milliseconds(configuration.decoding().jitterMinDelayNs()),
                milliseconds(configuration.decoding().jitterMaxDelayNs()),
                defaults.windowPackets(),
                defaults.maxDropoutPackets(),
                defaults.maxMisorderPackets());
    }

    private ForwarderSettings forwarding(ForwarderSettings.Target target) {
        BatchSettings defaults = BatchSettings.DEFAULTS;
        BatchSettings batch =
                new BatchSettings(
                        defaults.batchBytes(),
                        defaults.batches(),
                        defaults.maxSegments(),
                        defaults.inFlightBatches(),
                        configuration.speech().batchAgeNs(),
                        configuration.speech().batchAgeNs() == 0 || defaults.flushOnEndOfBatch(),
                        configuration.speech().queueNs(),
                        defaults.eventQueueCapacity());
        ForwarderSettings plain =
                ForwarderSettings.of(configuration.operation().nodeId(), target)
                        .with(batch, configuration.speech().congestionControl());
        SpeechTlsSettings tls = configuration.speech().tls();
        return tls.on() ? plain.withTls(tls.certificates()) : plain;
    }

    private static InetAddress resolve(String setting, String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new StartupException(
                    setting + ": '" + address + "' is no address of this host; name one that is",
                    e);
        }
    }

    private static int milliseconds(long durationNs) {
        return (int) TimeUnit.NANOSECONDS.toMillis(durationNs);
    }
}
