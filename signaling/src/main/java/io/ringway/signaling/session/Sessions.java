package io.ringway.signaling.session;

import io.ringway.media.CloseReason;
import io.ringway.media.LegEvent;
import io.ringway.media.MediaEngine;
import io.ringway.signaling.session.SessionManagerClient.Kind;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every session of this process: admission, lookup, goodbye. Thread: any virtual one. */
public final class Sessions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final long CLOSE_TIMEOUT_MS = 10_000;

    private final SessionSettings settings;
    private final MediaEngine engine;
    private final SessionReports reports;
    private final ConcurrentHashMap<String, PeerSession> live = new ConcurrentHashMap<>();
    private final RecordingNames recordings;
    private final SessionRegister register = new Register();
    private volatile boolean draining;

    /**
     * @param manager told about every session; closed by its owner
     */
    public Sessions(SessionSettings settings, MediaEngine engine, SessionManagerClient manager) {
        this.settings = settings;
        this.engine = engine;
        this.reports = new SessionReports(manager);
        this.recordings = new RecordingNames(settings.rememberedRecordings());
    }

    /**
     * Registers a new session at the session manager; blocks until that is done.
     *
     * @param id unguessable: it is all a client needs to steer the session
     * @param policy echo and recording at the start
     * @param observer told of the leg's events, one at a time, after the session itself
     * @throws SessionException when draining or when the session manager does not accept it
     */
    public PeerSession admit(String id, CallPolicy policy, Consumer<LegEvent> observer)
            throws SessionException {
        refuseWhenDraining();
        try {
            reports.register(id, Kind.WEBRTC);
        } catch (SessionManagerException e) {
            LOG.warn(
                    "session manager failed call={} function=RegisterSession url={} status={} body={}",
                    id,
                    e.url(),
                    e.status(),
                    e.body());
            throw new SessionException(
                    ErrorCode.SESSION_MANAGER_UNAVAILABLE,
                    "the session could not be registered; try again later");
        }
        PeerSession session = new PeerSession(id, settings, policy, engine, register, observer);
        live.put(id, session);
        LOG.info("session opened call={}", id);
        return session;
    }

    /** Throws while no new session is wanted. */
    public void refuseWhenDraining() throws SessionException {
        if (draining) {
            throw new SessionException(
                    ErrorCode.DRAINING, "the server is shutting down; try another one");
        }
    }

    /** A session that has not ended, or null. */
    public @Nullable PeerSession find(String id) {
        return live.get(id);
    }

    /** Name of a session's recording, also for a while after its end; null when there is none. */
    public @Nullable String recordingOf(String id) {
        return recordings.find(id);
    }

    /** Conversations with media, as {@code /health} counts them. */
    public int activeConversations() {
        return engine.activeLegs();
    }

    /** Sessions that have not ended, with or without media. */
    public int size() {
        return live.size();
    }

    public SessionSettings settings() {
        return settings;
    }

    public boolean draining() {
        return draining;
    }

    /** Refuses new sessions from now on; those that run go on. */
    public void drain() {
        draining = true;
    }

    /**
     * Ends every session and waits, for a limited time, until legs are closed and the manager
     * knows.
     */
    @Override
    public void close() {
        drain();
        List<PeerSession> ending = List.copyOf(live.values());
        ending.forEach(session -> session.end(CloseReason.SHUTDOWN));
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_TIMEOUT_MS);
        try {
            for (PeerSession session : ending) {
                long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
                if (!session.awaitClosed(Math.max(0, leftMs))) {
                    LOG.warn("leg did not close in time call={}", session.id());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reports.close();
    }

    private final class Register implements SessionRegister {

        @Override
        public void active(PeerSession session) {
            reports.active(session.id());
        }

        @Override
        public void recorded(PeerSession session, String recording) {
            recordings.put(session.id(), recording);
        }

        @Override
        public void ended(PeerSession session) {
            live.remove(session.id());
            reports.ended(session.id());
        }
    }
}
