package io.ringway.signaling.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The session manager when there is no other: a bounded map in this process. Thread: any; never
 * blocks.
 */
public final class EmbeddedSessionManager implements SessionManagerClient {

    private static final String URL = "embedded:/sessions";

    private final int maxSessions;
    private final Map<String, String> states = new ConcurrentHashMap<>();

    /**
     * @param maxSessions sessions known at once; more are refused
     */
    public EmbeddedSessionManager(int maxSessions) {
        this.maxSessions = maxSessions;
    }

    @Override
    public void register(String sessionId, Kind kind) throws SessionManagerException {
        if (states.size() >= maxSessions) {
            throw new SessionManagerException(
                    URL, 503, maxSessions + " sessions are registered", null);
        }
        if (states.putIfAbsent(sessionId, "new") != null) {
            throw new SessionManagerException(
                    URL, 409, "session " + sessionId + " is registered already", null);
        }
    }

    @Override
    public void updateState(String sessionId, String state) throws SessionManagerException {
        if (states.replace(sessionId, state) == null) {
            throw new SessionManagerException(
                    URL + "/" + sessionId + "/state", 404, "no such session", null);
        }
    }

    @Override
    public void deregister(String sessionId) {
        states.remove(sessionId);
    }

    /** States by session id, as of now. */
    public Map<String, String> sessions() {
        return Map.copyOf(states);
    }

    @Override
    public void close() {
        states.clear();
    }
}
