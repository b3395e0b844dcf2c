package io.ringway.signaling.sip.transport;

/** What becomes of a message before it is parsed. */
sealed interface Verdict {

    /**
     * It is parsed.
     *
     * @param bodyBytes how much of what follows the head is its body
     */
    record Accepted(int bodyBytes) implements Verdict {}

    /**
     * A request is answered, a response dropped.
     *
     * @param reason what was wrong, for whoever debugs the sender
     */
    record Refused(int status, String reason) implements Verdict {}
}
