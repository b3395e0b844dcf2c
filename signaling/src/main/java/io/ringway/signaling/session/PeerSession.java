package io.ringway.signaling.session;

import io.ringway.media.CapacityExceededException;
import io.ringway.media.CloseReason;
import io.ringway.media.IceLegControl;
import io.ringway.media.LegControl;
import io.ringway.media.LegEvent;
import io.ringway.media.LegSpec;
import io.ringway.media.LegStatistics;
import io.ringway.media.MediaEngine;
import io.ringway.media.ice.IceCandidate;
import io.ringway.media.ice.IceMode;
import io.ringway.signaling.sdp.SdpFragment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One remote party: its negotiation, its leg and its place in the register of sessions.
 *
 * <p>Thread: any virtual one. The leg is opened by the first offer, whoever makes it, so that an
 * idle socket costs no media resources.
 */
public final class PeerSession {

    private static final Logger LOG = LoggerFactory.getLogger(PeerSession.class);

    /** How far a session has come. */
    public enum State {
        NEW,
        CONNECTING,
        ACTIVE,
        ENDED
    }

    private final String id;
    private final SessionSettings settings;
    private final CallPolicy policy;
    private final MediaEngine engine;
    private final SessionRegister register;
    private final Consumer<LegEvent> observer;
    private final PeerNegotiation negotiation;
    private final CountDownLatch firstCandidate = new CountDownLatch(1);
    private final CountDownLatch legClosed = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable IceLegControl leg;
    private volatile State state = State.NEW;
    private volatile boolean echo;
    private volatile String recording = "";

    PeerSession(
            String id,
            SessionSettings settings,
            CallPolicy policy,
            MediaEngine engine,
            SessionRegister register,
            Consumer<LegEvent> observer) {
        this.id = id;
        this.settings = settings;
        this.policy = policy;
        this.engine = engine;
        this.register = register;
        this.observer = observer;
        this.echo = policy.echo();
        this.negotiation = new PeerNegotiation(settings, this::open);
    }

    public String id() {
        return id;
    }

    public State state() {
        return state;
    }

    public boolean echo() {
        return echo;
    }

    /** Its media, to be bridged and played into; null before the first offer. */
    public @Nullable LegControl media() {
        return leg;
    }

    /** Name of the recording within the recording folder, empty when there is none (yet). */
    public String recording() {
        return recording;
    }

    /** Answers an offer; our candidates may trickle behind the answer. */
    public String answer(String offer) throws SessionException {
        return negotiation.answer(offer, System.nanoTime());
    }

    /**
     * Answers an offer with all our candidates in the answer, after waiting for them for a limited
     * time.
     *
     * @throws SessionException also when there is no candidate in time
     */
    public String answerComplete(String offer) throws SessionException, InterruptedException {
        IceLegControl open = negotiation.receive(offer, System.nanoTime());
        boolean found = !open.localTransport().candidates().isEmpty();
        if (!found && !firstCandidate.await(settings.gatheringLimitMs(), TimeUnit.MILLISECONDS)) {
            throw new SessionException(
                    ErrorCode.NO_LOCAL_CANDIDATES,
                    "no local address was found within " + settings.gatheringLimitMs() + " ms");
        }
        return negotiation.finish(true);
    }

    /** Makes an offer; {@code restartIce} counts once something is agreed. */
    public String offer(boolean restartIce) throws SessionException {
        return negotiation.offer(restartIce, System.nanoTime());
    }

    /** Takes the answer to {@link #offer}. */
    public void acceptAnswer(String answer) throws SessionException {
        negotiation.acceptAnswer(answer);
    }

    public boolean isRestartedBy(SdpFragment fragment) {
        return negotiation.isRestartedBy(fragment);
    }

    /** Restarts ICE as a fragment asks and returns our side as one. */
    public SdpFragment restart(SdpFragment fragment) throws SessionException {
        return negotiation.restart(fragment);
    }

    /**
     * Takes a trickled candidate.
     *
     * @param mid section it belongs to, empty when not said
     * @param ufrag credentials it belongs to, empty when not said
     * @return false when the session has as many as it may have and this one was dropped
     */
    public boolean addCandidate(IceCandidate candidate, String mid, String ufrag) {
        return negotiation.addCandidate(candidate, mid, ufrag);
    }

    /** The section our candidates belong to. */
    public String transportMid() {
        return negotiation.transportMid();
    }

    /** Strong validator of the current ICE credentials. */
    public String entityTag() {
        return negotiation.entityTag();
    }

    public void setEcho(boolean on) {
        echo = on;
        IceLegControl open = leg;
        if (open != null) {
            open.setEcho(on);
        }
    }

    /** Statistics of the leg; null before there is one and when they do not come in time. */
    public @Nullable LegStatistics statistics() throws InterruptedException {
        IceLegControl open = leg;
        if (open == null) {
            return null;
        }
        try {
            LegStatistics statistics =
                    open.statistics()
                            .toCompletableFuture()
                            .get(settings.statisticsTimeoutMs(), TimeUnit.MILLISECONDS);
            noteRecording(statistics.recording());
            return statistics;
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("no statistics call={} reason={}", id, e.toString());
            return null;
        }
    }

    /** Ends the session, once, whoever asks. */
    public void end(CloseReason reason) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        State before = state;
        state = State.ENDED;
        IceLegControl open = leg;
        if (open != null) {
            open.close(reason);
        }
        register.ended(this);
        if (open == null) {
            // No leg will say so.
            observer.accept(new LegEvent.Closed(reason, "the session was ended"));
        }
        LOG.info("session ended call={} reason={} was={}", id, reason, before);
    }

    /** Waits for the leg's last event; true at once when no leg was ever opened. */
    boolean awaitClosed(long timeoutMs) throws InterruptedException {
        return leg == null || legClosed.await(timeoutMs, TimeUnit.MILLISECONDS);
    }

    private IceLegControl open(IceMode mode) throws SessionException {
        if (ended.get()) {
            throw new SessionException(ErrorCode.SESSION_ENDED, "the session has ended");
        }
        try {
            LegSpec spec = new LegSpec(id, mode, settings.speech(), echo, policy.record());
            IceLegControl open = engine.open(spec, this::onEvent);
            leg = open;
            state = State.CONNECTING;
            if (ended.get()) {
                // The session ended while its leg was being opened.
                open.close(CloseReason.LOCAL_HANGUP);
            }
            return open;
        } catch (CapacityExceededException e) {
            throw new SessionException(ErrorCode.CAPACITY, String.valueOf(e.getMessage()));
        }
    }

    private void onEvent(LegEvent event) {
        switch (event) {
            case LegEvent.LocalCandidate found -> firstCandidate.countDown();
            case LegEvent.IceConnected connected -> active(connected.remoteAddress());
            case LegEvent.IceDisconnected lost -> LOG.info("ice disconnected call={}", id);
            case LegEvent.SourceLearned _, LegEvent.KeyPressed _ -> {}
            case LegEvent.DtlsConnected connected -> {
                LOG.info("dtls connected call={} profile={}", id, connected.srtpProfile());
                negotiation.mediaConnected();
            }
            case LegEvent.AudioStarted started -> {
                LOG.info("audio started call={} mid={}", id, started.mid());
                fetchRecording();
            }
            case LegEvent.Closed closed -> {
                legClosed.countDown();
                LOG.info(
                        "leg closed call={} reason={} detail={}",
                        id,
                        closed.reason(),
                        closed.detail());
                fetchRecording();
                end(closed.reason());
            }
        }
        observer.accept(event);
    }

    private void active(String remoteAddress) {
        if (state == State.CONNECTING) {
            state = State.ACTIVE;
            LOG.info("ice connected call={} remote={}", id, remoteAddress);
            register.active(this);
        }
    }

    /** The name has to be known before the leg is gone, since the file outlives it. */
    private void fetchRecording() {
        IceLegControl open = leg;
        if (open != null && policy.record()) {
            open.statistics().thenAccept(statistics -> noteRecording(statistics.recording()));
        }
    }

    private void noteRecording(String name) {
        if (!name.isEmpty() && !name.equals(recording)) {
            recording = name;
            register.recorded(this, name);
        }
    }
}
