package io.ringway.signaling;

import io.ringway.media.AudioSection;
import io.ringway.media.CloseReason;
import io.ringway.media.IceLegControl;
import io.ringway.media.LegEvent;
import io.ringway.media.LegListener;
import io.ringway.media.LegSpec;
import io.ringway.media.LegStatistics;
import io.ringway.media.LocalTransport;
import io.ringway.media.OpusPlacement;
import io.ringway.media.PlayRequest;
import io.ringway.media.RemoteTransport;
import io.ringway.media.SpeechFormat;
import io.ringway.media.ice.IceCandidate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One leg of {@link LoopbackEngine}; notes what it was told. */
public final class LoopbackLeg implements IceLegControl {

    private final LegSpec spec;
    private final LegListener listener;
    private final LoopbackEngine engine;
    private final ExecutorService events =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    public final List<RemoteTransport> remotes = new CopyOnWriteArrayList<>();
    public final List<IceCandidate> candidates = new CopyOnWriteArrayList<>();
    public final List<AudioSection> audio = new CopyOnWriteArrayList<>();
    public final List<PlayRequest> played = new CopyOnWriteArrayList<>();
    public final List<String> keys = new CopyOnWriteArrayList<>();
    public final AtomicInteger stops = new AtomicInteger();
    public volatile boolean echo;
    private volatile LocalTransport local;
    private volatile @Nullable CloseReason closed;

    LoopbackLeg(LegSpec spec, LegListener listener, LoopbackEngine engine) {
        this.spec = spec;
        this.listener = listener;
        this.engine = engine;
        this.echo = spec.echo();
        this.local = Transports.local("serv", engine.gathered ? 40_000 : 0, true);
    }

    public LegSpec spec() {
        return spec;
    }

    public void emit(LegEvent event) {
        events.execute(() -> listener.onEvent(event));
    }

    /** Waits until everything that happened has been told. */
    public void awaitTold() throws Exception {
        events.submit(() -> {}).get(20, TimeUnit.SECONDS);
    }

    /** Finds its address late. */
    public void gather() {
        local =
                new LocalTransport(
                        local.iceUfrag(),
                        local.icePwd(),
                        true,
                        local.fingerprint(),
                        List.of(Transports.host(40_000)));
        emit(new LegEvent.LocalCandidate(Transports.host(40_000)));
    }

    /** What happens when the other side's packets arrive. */
    public void connect() {
        emit(new LegEvent.IceConnected("192.0.2.7:5000"));
        emit(new LegEvent.DtlsConnected("AEAD_AES_128_GCM"));
        emit(new LegEvent.AudioStarted("0", 1));
    }

    @Override
    public String sessionId() {
        return spec.sessionId();
    }

    @Override
    public LocalTransport localTransport() {
        return local;
    }

    @Override
    public void setRemoteTransport(RemoteTransport remote) {
        remotes.add(remote);
        if (engine.connecting && remotes.size() == 1) {
            connect();
        }
    }

    @Override
    public void addRemoteCandidate(IceCandidate candidate) {
        candidates.add(candidate);
    }

    @Override
    public LocalTransport restartIce() {
        local = Transports.local("again", 40_000, true);
        return local;
    }

    @Override
    public void setAudio(List<AudioSection> sections) {
        audio.clear();
        audio.addAll(sections);
    }

    @Override
    public void setEcho(boolean on) {
        echo = on;
    }

    @Override
    public void setSpeechFormat(SpeechFormat format) {
        throw new UnsupportedOperationException("no speech here");
    }

    @Override
    public boolean sendOpus(byte[] opus, int samples48k) {
        return false;
    }

    @Override
    public boolean sendOpus(OpusPlacement place, byte[] opus) {
        return false;
    }

    @Override
    public void noteKey(char key, int durationMs) {}

    @Override
    public boolean sendKeys(String pressed, int durationMs) {
        keys.add(pressed + ":" + durationMs);
        return true;
    }

    @Override
    public boolean play(PlayRequest request) {
        played.add(request);
        return true;
    }

    @Override
    public void stopPlaying() {
        stops.incrementAndGet();
    }

    @Override
    public CompletionStage<LegStatistics> statistics() {
        return CompletableFuture.completedFuture(
                new LegStatistics(
                        spec.sessionId(),
                        "connected",
                        "connected",
                        "",
                        "",
                        5,
                        500,
                        0,
                        1.5,
                        -1,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        engine.recording));
    }

    @Override
    public synchronized void close(CloseReason reason) {
        end(reason, "closed by " + reason);
    }

    /** Ends as engines do on their own account. */
    public synchronized void end(CloseReason reason, String detail) {
        if (closed == null) {
            closed = reason;
            engine.closed(spec.sessionId());
            emit(new LegEvent.Closed(reason, detail));
            events.shutdown();
        }
    }
}
