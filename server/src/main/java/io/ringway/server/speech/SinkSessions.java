package io.ringway.server.speech;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sessions of the service, and who wants to hear of their levels. Thread: the sink's; {@link
 * #levels} and {@link #subscribe} any.
 */
final class SinkSessions {

    private static final Logger LOG = LoggerFactory.getLogger(SinkSessions.class);

    private final SpeechSinkSettings settings;
    private final SinkFiles files;
    private final Map<String, SinkSession> sessions = new ConcurrentHashMap<>();
    private final List<LevelListener> listeners = new CopyOnWriteArrayList<>();

    SinkSessions(SpeechSinkSettings settings, SinkFiles files) {
        this.settings = settings;
        this.files = files;
    }

    /** The session, made if need be and now on that stream; null if that would be too many. */
    @Nullable SinkSession open(String sessionId, SinkStream stream) {
        SinkSession session = sessions.get(sessionId);
        if (session != null) {
            session.moveTo(stream);
            return session;
        }
        if (sessions.size() >= settings.maxSessions()) {
            return null;
        }
        session = new SinkSession(sessionId, settings.maxLegs(), files, stream);
        sessions.put(sessionId, session);
        return session;
    }

    /** Finishes a session, if there is one of that id. */
    void end(String sessionId, String reason) {
        SinkSession session = sessions.remove(sessionId);
        if (session != null) {
            session.end(reason);
        }
    }

    /** The stream broke: what came on it is made safe. */
    void flush(SinkStream stream) {
        of(stream).forEach(SinkSession::flush);
    }

    /** The stream's sessions have not moved to another: they are over. */
    void endAllOf(SinkStream stream, String reason) {
        of(stream).forEach(session -> end(session.sessionId(), reason));
    }

    void endAll(String reason) {
        List.copyOf(sessions.keySet()).forEach(id -> end(id, reason));
    }

    LevelListener.Subscription subscribe(LevelListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Of every leg of every session. */
    List<LevelSnapshot> levels() {
        Collection<SinkSession> all = sessions.values();
        return all.stream().flatMap(session -> session.levels().stream()).toList();
    }

    /** Of every leg of one session. */
    List<LevelSnapshot> levelsOf(String sessionId) {
        SinkSession session = sessions.get(sessionId);
        return session == null ? List.of() : session.levels();
    }

    void tell(LevelSnapshot level) {
        for (LevelListener listener : listeners) {
            try {
                listener.onLevel(level);
            } catch (RuntimeException e) {
                LOG.error("call={} a level listener failed", level.sessionId(), e);
            }
        }
    }

    private List<SinkSession> of(SinkStream stream) {
        return sessions.values().stream().filter(s -> s.stream() == stream).toList();
    }
}
