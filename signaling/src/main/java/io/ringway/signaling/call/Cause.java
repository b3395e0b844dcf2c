package io.ringway.signaling.call;

/**
 * Why a leg or a call ended, or was never answered.
 *
 * @param kind what every protocol can tell apart
 * @param detail one line for the log and, where the protocol has room, for the other side
 */
public record Cause(Kind kind, String detail) {

    /** Kinds of ends. */
    public enum Kind {
        /** Somebody hung up in the ordinary way. */
        HANGUP,
        /** A caller gave up before the call was answered. */
        CANCELLED,
        /** Another of several called parties answered. */
        ANSWERED_ELSEWHERE,
        BUSY,
        /** Nobody answered in time. */
        NO_ANSWER,
        DECLINED,
        /** There is nobody by that name, or no rule for that number. */
        NOT_FOUND,
        /** Known, but not to be reached now. */
        UNAVAILABLE,
        /** Passed on by too many servers: it goes in a circle. */
        TOO_MANY_HOPS,
        FORBIDDEN,
        /** No codec, transport or key agreement in common. */
        NOT_ACCEPTABLE,
        /** The other side, or the network to it, took too long. */
        TIMEOUT,
        /** Too many calls here, or the server is shutting down. */
        OVERLOAD,
        /** The session manager refused or could not be asked. */
        SESSION_REFUSED,
        /** The other side answered what could not be understood, or not expected. */
        PROTOCOL_ERROR,
        /** The party talks to somebody else now. */
        TRANSFERRED,
        /** No media for too long. */
        MEDIA_LOST,
        /** A bug or a lost resource here; the log has the rest. */
        INTERNAL_ERROR
    }

    public static Cause of(Kind kind) {
        return new Cause(kind, "");
    }
}
