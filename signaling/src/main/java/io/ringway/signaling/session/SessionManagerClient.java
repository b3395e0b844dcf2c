package io.ringway.signaling.session;

/**
 * Where sessions are made known to the rest of the voice platform.
 *
 * <p>Thread: any virtual one; every method may block up to its time limit. Never called on a media
 * path.
 */
public interface SessionManagerClient extends AutoCloseable {

    /** Kinds of session. */
    enum Kind {
        WEBRTC("webrtc"),
        SIP("sip");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /** Announces a new session. Tried once: a lost answer must not register it twice. */
    void register(String sessionId, Kind kind) throws SessionManagerException;

    /** Changes a session's state, such as to {@code active}. May be tried again. */
    void updateState(String sessionId, String state) throws SessionManagerException;

    /**
     * Ends a session; one that is not known counts as ended. May be tried again.
     *
     * @throws SessionManagerException when that could not be told now; it is told later on where
     *     {@link #goodbyesWaiting} counts it
     */
    void deregister(String sessionId) throws SessionManagerException;

    /** Ends of sessions that have not been told yet, as the session manager did not take them. */
    default int goodbyesWaiting() {
        return 0;
    }

    /** Ends of sessions that it will never hear of, as too many waited. */
    default long goodbyesDropped() {
        return 0;
    }

    @Override
    void close();
}
