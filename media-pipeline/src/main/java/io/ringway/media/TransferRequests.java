package io.ringway.media;

/**
 * Carries out what speech services ask for about whole calls. Thread: a forwarder's; does not
 * block.
 */
@FunctionalInterface
public interface TransferRequests {

    /** Nobody transfers calls. */
    TransferRequests NONE = (sessionId, target) -> false;

    /**
     * The speech service wants a session's party to talk to somebody else.
     *
     * @param target a SIP URI or telephone number
     * @return false when that session is in no call that can be transferred
     */
    boolean onTransfer(String sessionId, String target);
}
