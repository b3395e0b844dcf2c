package io.ringway.signaling.session;

import org.jspecify.annotations.Nullable;

/** The session manager did not do what was asked. */
public final class SessionManagerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String url;
    private final int status;
    private final String body;
    private final boolean outcomeUnknown;

    /**
     * @param url what was called
     * @param status its HTTP status, 0 when there was no answer
     * @param body start of its answer, or why there was none
     */
    public SessionManagerException(String url, int status, String body, @Nullable Throwable cause) {
        this(url, status, body, cause, false);
    }

    private SessionManagerException(
            String url,
            int status,
            String body,
            @Nullable Throwable cause,
            boolean outcomeUnknown) {
        super(
                status == 0
                        ? url + " did not answer: " + body
                        : url + " answered " + status + ": " + body,
                cause);
        this.url = url;
        this.status = status;
        this.body = body;
        this.outcomeUnknown = outcomeUnknown;
    }

    /** It was sent, and no answer came: nobody knows whether it was done. */
    static SessionManagerException unanswered(String url, String why, Throwable cause) {
        return new SessionManagerException(url, 0, why, cause, true);
    }

    /** Whether it may have been done all the same. */
    boolean outcomeUnknown() {
        return outcomeUnknown;
    }

    public String url() {
        return url;
    }

    public int status() {
        return status;
    }

    public String body() {
        return body;
    }

    /**
     * Whether the service, rather than this one request, is in trouble; then trying again may help.
     */
    public boolean serviceFailed() {
        return status == 0 || status == 429 || status >= 500;
    }
}
