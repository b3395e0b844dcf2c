package io.ringway.signaling.call;

/** Whom a party is to be connected with instead. */
public sealed interface TransferTarget {

    /**
     * Somebody who has yet to be called.
     *
     * @param uri {@code sip:…}, {@code tel:…} or a bare number, to be routed like a dialled one
     */
    record Blind(String uri) implements TransferTarget {}

    /**
     * The other end of a call the transferring party has itself (RFC 3891).
     *
     * @param uri where that call's other end is
     * @param callId Call-ID of that call
     * @param toTag tag of the addressed side
     * @param fromTag tag of its other side
     */
    record Attended(String uri, String callId, String toTag, String fromTag)
            implements TransferTarget {}
}
