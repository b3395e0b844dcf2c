package io.ringway.media.engine;

import io.ringway.media.AnnouncedAddresses;
import io.ringway.media.BridgeControl;
import io.ringway.media.BridgeSpec;
import io.ringway.media.CloseReason;
import io.ringway.media.ConferencePlace;
import io.ringway.media.ConferenceReport;
import io.ringway.media.IceLegControl;
import io.ringway.media.LegControl;
import io.ringway.media.LegEvent;
import io.ringway.media.LegListener;
import io.ringway.media.LegSpec;
import io.ringway.media.MediaEngine;
import io.ringway.media.RtpLegControl;
import io.ringway.media.RtpLegSpec;
import io.ringway.media.TransferRequests;
import io.ringway.media.bridge.CallRecorder;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.counters.Counters;
import io.ringway.media.dtls.DtlsEngine;
import io.ringway.media.dtls.DtlsIdentity;
import io.ringway.media.leg.ShardServices;
import io.ringway.media.net.LegDirectory;
import io.ringway.media.net.MediaSockets;
import io.ringway.media.net.RtpPortSettings;
import io.ringway.media.net.RtpPorts;
import io.ringway.media.net.RtpRangeCheck;
import io.ringway.media.net.StunIngress;
import io.ringway.media.net.UdpIngress;
import io.ringway.media.recording.Recorder;
import io.ringway.media.shard.MediaShard;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media engine over UDP sockets of its own. */
public final class UdpMediaEngine implements MediaEngine {

    private static final Logger log = LoggerFactory.getLogger(UdpMediaEngine.class);
    private static final long GOODBYE_NS = TimeUnit.SECONDS.toNanos(2);

    private final SecureRandom random = new SecureRandom();
    private final MediaSockets sockets;
    private final LegDirectory directory;
    private final DtlsEngine dtls;
    private final OpusCodecs codecs;
    private final MediaShardGroup shards;
    private final LocalCandidates candidates;
    private final ReflexiveDiscovery discovery;
    private final AtomicInteger nextLegId = new AtomicInteger();
    private final OpenLegs legs;
    private final IceOpening ice;
    private final RtpOpening rtp;
    private final RtpPortSettings rtpRange;
    private final Bridges bridges;
    private final Conferences conferences;
    private volatile TransferRequests transfers = TransferRequests.NONE;

    private UdpMediaEngine(
            EngineSettings settings, Counters counters, @Nullable Recorder recorder) {
        AnnouncedAddresses announced =
                new AnnouncedAddresses(settings.net().addresses(), settings.announcedAddresses());
        this.legs = new OpenLegs(settings.maxSessions());
        this.codecs = OpusCodecs.of(settings.opus(), settings.silk(), counters.shared());
        this.directory = new LegDirectory(settings.maxSessions(), random.nextInt());
        this.dtls =
                new DtlsEngine(
                        settings.dtls(),
                        DtlsIdentity.create(random, Instant.now()),
                        settings.srtp().provider(),
                        random,
                        counters);
        this.sockets = MediaSockets.open(settings.net(), counters, settings.shards().count());
        this.candidates = new LocalCandidates(sockets, settings.announcedAddresses());
        this.discovery =
                new ReflexiveDiscovery(
                        settings.stunServers(),
                        sockets,
                        directory.transactionSecret(),
                        newSeed(),
                        this::onReflexive);
        this.ice =
                new IceOpening(
                        settings,
                        counters,
                        legs,
                        directory,
                        candidates,
                        dtls.fingerprint(),
                        random);
        this.rtpRange = settings.rtp().ports();
        RtpPorts ports = new RtpPorts(rtpRange, sockets, settings.shards().count(), random);
        this.rtp = new RtpOpening(settings, counters, legs, ports, announced, dtls.fingerprint());
        this.shards =
                new MediaShardGroup(
                        new MediaShardGroup.Shared(
                                settings,
                                counters,
                                sockets,
                                ports,
                                directory,
                                dtls,
                                codecs,
                                recorder,
                                new ServiceRequests(legs.bySessionId(), this::transfer),
                                random));
        this.bridges =
                new Bridges(
                        counters,
                        this::isOurs,
                        recorder == null ? null : CallRecorder.open(recorder, codecs, counters));
        this.conferences = new Conferences(settings.conferences(), counters, shards::of);
    }

    private boolean isOurs(MediaShard shard) {
        return shards.all().stream().anyMatch(services -> services.shard() == shard);
    }

    /**
     * Opens an engine and begins to read.
     *
     * @param recorder null when nothing can be recorded; stays the caller's to close, after the
     *     engine
     * @throws io.ringway.media.net.PortInUseException when the media port is taken
     * @throws IllegalStateException when a native library the settings demand is missing
     */
    public static UdpMediaEngine start(
            EngineSettings settings, Counters counters, @Nullable Recorder recorder) {
        UdpMediaEngine engine = new UdpMediaEngine(settings, counters, recorder);
        engine.shards.start();
        engine.sockets.startReading(
                (socket, loopCounters) ->
                        new UdpIngress(
                                socket,
                                new StunIngress(
                                        socket, engine.directory, engine.discovery, loopCounters),
                                loopCounters));
        engine.discovery.start();
        // The first handshake loads hundreds of classes; nobody should wait for that.
        Thread.ofVirtual().name("dtls-warm-up").start(engine.dtls::warmUp);
        return engine;
    }

    @Override
    public IceLegControl open(LegSpec spec, LegListener listener) {
        return entering(
                () -> {
                    // 0 stands for server-reflexive discovery; the first leg is 1.
                    int legId = nextLegId.incrementAndGet();
                    return ice.open(spec, listener, shards.of(legId), legId);
                });
    }

    @Override
    public RtpLegControl openRtp(RtpLegSpec spec, LegListener listener) {
        return entering(
                () -> {
                    int legId = nextLegId.incrementAndGet();
                    RandomGenerator legRandom = new SplittableRandom(random.nextLong());
                    return rtp.open(spec, listener, shards.of(legId), legId, legRandom);
                });
    }

    /** Takes room for a leg, which is given back when it cannot be opened. */
    private <T> T entering(Supplier<T> opening) {
        legs.enter();
        try {
            return opening.get();
        } catch (RuntimeException e) {
            legs.leave();
            throw e;
        }
    }

    @Override
    public BridgeControl bridge(LegControl first, LegControl second, BridgeSpec spec) {
        return bridges.open(first, second, spec);
    }

    @Override
    public ConferencePlace enterConference(String room) {
        return conferences.enter(room);
    }

    @Override
    public List<ConferenceReport> conferences() {
        return conferences.reports();
    }

    @Override
    public void setTransfers(TransferRequests newTransfers) {
        transfers = newTransfers;
    }

    private boolean transfer(String sessionId, String target) {
        return transfers.onTransfer(sessionId, target);
    }

    @Override
    public int activeLegs() {
        return legs.count();
    }

    @Override
    public int mediaPort() {
        return sockets.port();
    }

    @Override
    public void drain() {
        legs.drain();
    }

    /** Where media comes in, and who computes what is done with it, in one line for the log. */
    public String description() {
        return "%s; SRTP by %s; %s"
                .formatted(sockets.description(), shards.cryptoDescription(), codecs.description());
    }

    /** What of the host's or the engine's ports is in the way of phones' media, a line each. */
    public List<String> warnings() {
        return RtpRangeCheck.warnings(rtpRange, mediaPort());
    }

    /** The shards, for gauges. */
    public List<ShardServices> shards() {
        return shards.all();
    }

    @Override
    public void close() {
        legs.drain();
        discovery.close();
        for (LegHandle leg : legs.all()) {
            leg.close(CloseReason.SHUTDOWN);
        }
        long deadlineNs = System.nanoTime() + GOODBYE_NS;
        while (legs.busy() && System.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        bridges.close();
        dtls.close();
        try {
            shards.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sockets.close();
    }

    private byte[] newSeed() {
        byte[] seed = new byte[20];
        random.nextBytes(seed);
        return seed;
    }

    private void onReflexive(InetSocketAddress mapped, InetSocketAddress base) {
        var candidate = candidates.addReflexive(mapped, base);
        if (candidate != null) {
            log.info("media port is seen from outside as {}", mapped);
            LegEvent late = new LegEvent.LocalCandidate(candidate);
            legs.all().stream()
                    .filter(IceLegHandle.class::isInstance)
                    .forEach(leg -> leg.tell(late));
        }
    }
}
