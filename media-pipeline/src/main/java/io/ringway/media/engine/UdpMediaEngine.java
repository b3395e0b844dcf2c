package io.ringway.media.engine;

import io.ringway.media.BridgeControl;
import io.ringway.media.BridgeSpec;
import io.ringway.media.CapacityExceededException;
import io.ringway.media.CloseReason;
import io.ringway.media.IceLegControl;
import io.ringway.media.LegControl;
import io.ringway.media.LegListener;
import io.ringway.media.LegSpec;
import io.ringway.media.LocalTransport;
import io.ringway.media.MediaEngine;
import io.ringway.media.RtpLegControl;
import io.ringway.media.RtpLegSpec;
import io.ringway.media.bridge.CallRecorder;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.dtls.DtlsEngine;
import io.ringway.media.dtls.DtlsIdentity;
import io.ringway.media.ice.IceAgentSpec;
import io.ringway.media.ice.IceCredentials;
import io.ringway.media.ice.IceMode;
import io.ringway.media.leg.LegEvents;
import io.ringway.media.leg.MediaLeg;
import io.ringway.media.leg.ShardServices;
import io.ringway.media.net.LegDirectory;
import io.ringway.media.net.MediaSockets;
import io.ringway.media.net.StunIngress;
import io.ringway.media.net.UdpIngress;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.recording.Recorder;
import io.ringway.media.shard.MediaShard;
import io.ringway.media.stun.RandomSource;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media engine over UDP sockets of its own. */
public final class UdpMediaEngine implements MediaEngine {

    private static final Logger log = LoggerFactory.getLogger(UdpMediaEngine.class);
    private static final long GOODBYE_NS = TimeUnit.SECONDS.toNanos(2);

    private final EngineSettings settings;
    private final Counters counters;
    private final SecureRandom random = new SecureRandom();
    private final MediaSockets sockets;
    private final LegDirectory directory;
    private final DtlsEngine dtls;
    private final OpusCodecs codecs;
    private final MediaShardGroup shards;
    private final LocalCandidates candidates;
    private final ReflexiveDiscovery discovery;
    private final AtomicInteger nextLegId = new AtomicInteger();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final ConcurrentMap<String, LegHandle> legs = new ConcurrentHashMap<>();
    private final Bridges bridges;
    private volatile boolean draining;

    private UdpMediaEngine(
            EngineSettings settings, Counters counters, @Nullable Recorder recorder) {
        this.settings = settings;
        this.counters = counters;
        this.codecs = OpusCodecs.of(settings.opus());
        this.directory = new LegDirectory(settings.maxSessions(), random.nextInt());
        this.dtls =
                new DtlsEngine(
                        settings.dtls(),
                        DtlsIdentity.create(random, Instant.now()),
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
        this.shards =
                new MediaShardGroup(
                        new MediaShardGroup.Shared(
                                settings,
                                counters,
                                sockets,
                                directory,
                                dtls,
                                codecs,
                                recorder,
                                new ServiceRequests(legs),
                                random));
        this.bridges =
                new Bridges(
                        counters,
                        this::isOurs,
                        recorder == null ? null : new CallRecorder(recorder, codecs, counters));
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
        log.info("SRTP by {}; {}", engine.shards.cryptoDescription(), engine.codecs.description());
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
        if (draining) {
            throw new CapacityExceededException("the server is shutting down");
        }
        if (unfinished.incrementAndGet() > settings.maxSessions()) {
            unfinished.decrementAndGet();
            throw new CapacityExceededException(
                    "max-sessions (" + settings.maxSessions() + ") legs are open");
        }
        // 0 stands for server-reflexive discovery; the first leg is 1.
        int legId = nextLegId.incrementAndGet();
        ShardServices services = shards.of(legId);
        LegHandle handle =
                new LegHandle(
                        spec.sessionId(),
                        services.shard(),
                        listener,
                        credentials -> describe(credentials, spec.iceMode()),
                        this::newCredentials,
                        new PlaybackRoom(settings.leg().playbackQueueMs()),
                        () -> legs.remove(spec.sessionId()));
        if (legs.putIfAbsent(spec.sessionId(), handle) != null) {
            unfinished.decrementAndGet();
            throw new IllegalArgumentException(
                    "session " + spec.sessionId() + " is open already; ids must be unique");
        }
        start(spec, handle, services, legId);
        return handle;
    }

    @Override
    public RtpLegControl openRtp(RtpLegSpec spec, LegListener listener) {
        throw new UnsupportedOperationException("plain RTP");
    }

    @Override
    public BridgeControl bridge(LegControl first, LegControl second, BridgeSpec spec) {
        return bridges.open(first, second, spec);
    }

    @Override
    public int activeLegs() {
        return legs.size();
    }

    @Override
    public int mediaPort() {
        return sockets.port();
    }

    @Override
    public void drain() {
        draining = true;
    }

    /** The shards, for gauges. */
    public List<ShardServices> shards() {
        return shards.all();
    }

    @Override
    public void close() {
        draining = true;
        discovery.close();
        for (LegHandle leg : new ArrayList<>(legs.values())) {
            leg.close(CloseReason.SHUTDOWN);
        }
        long deadlineNs = System.nanoTime() + GOODBYE_NS;
        while (unfinished.get() > 0 && System.nanoTime() - deadlineNs < 0) {
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

    private void start(LegSpec spec, LegHandle handle, ShardServices services, int legId) {
        LegEvents events = new LegEvents(spec.sessionId(), handle, counters.shared());
        handle.attach(events);
        RandomSource seeds = newRandomSource();
        SplittableRandom legRandom = new SplittableRandom(seeds.nextLong());
        IceAgentSpec ice = iceSpec(spec.iceMode(), handle, legId, seeds);
        boolean started =
                services.shard()
                        .execute(
                                () ->
                                        handle.attach(
                                                new MediaLeg(
                                                        spec,
                                                        ice,
                                                        services,
                                                        events,
                                                        legRandom,
                                                        handle.room(),
                                                        unfinished::decrementAndGet)));
        if (!started) {
            legs.remove(spec.sessionId());
            unfinished.decrementAndGet();
            throw new CapacityExceededException("the shard's command queue is full");
        }
        counters.shared().incrementShared(Counter.LEGS_OPENED);
    }

    private IceAgentSpec iceSpec(IceMode mode, LegHandle handle, int legId, RandomSource seeds) {
        return new IceAgentSpec(
                mode,
                handle.localCredentials(),
                seeds.nextLong(),
                legId,
                directory.transactionSecret(),
                seeds.nextBytes(16),
                candidates.paths(),
                handle);
    }

    private LocalTransport describe(IceCredentials credentials, IceMode mode) {
        return new LocalTransport(
                credentials.ufrag(),
                credentials.pwd(),
                mode == IceMode.LITE,
                dtls.fingerprint(),
                candidates.all());
    }

    private IceCredentials newCredentials() {
        return IceCredentials.create(newRandomSource());
    }

    private RandomSource newRandomSource() {
        return new RandomSource(newSeed());
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
            legs.values().forEach(leg -> leg.onLateCandidate(candidate));
        }
    }
}
