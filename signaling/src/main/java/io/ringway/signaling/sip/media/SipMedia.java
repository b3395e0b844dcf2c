package io.ringway.signaling.sip.media;

import io.ringway.media.CloseReason;
import io.ringway.media.LegControl;
import io.ringway.signaling.sdp.SdpException;

/**
 * Media of one SIP dialog: its offer/answer (RFC 3264) and the leg in the media plane that follows
 * it. Either side may offer, one exchange at a time; a call that throws has changed nothing.
 *
 * <p>Thread: one at a time, the dialog's.
 */
public interface SipMedia {

    /** The leg; the same from the first offer to the end. */
    LegControl leg();

    /**
     * Answers an offer, first or later, and applies what was agreed. The same offer again (same
     * origin and version) gets the same answer.
     *
     * @throws SdpException when it is not SDP, nothing in it can be accepted, or our own offer
     *     waits for its answer
     */
    String answer(String offer) throws SdpException;

    /**
     * Makes an offer: everything we can do at first, later what was agreed with the direction
     * {@link #setHold} asks for.
     *
     * @throws SdpException when an exchange is under way
     */
    String offer() throws SdpException;

    /**
     * Takes the answer to our offer and applies what was agreed.
     *
     * @throws SdpException when none waits, or the answer does not fit it
     */
    void accept(String answer) throws SdpException;

    /** Forgets our offer: it was refused, or crossed another one. Else does nothing. */
    void rollback();

    /**
     * Whether the next description says {@code sendonly} (or {@code inactive} when held there too).
     */
    void setHold(boolean on);

    /** Whether the remote side does not want to hear us now: sendonly, inactive or no address. */
    boolean heldByRemote();

    /** Whether an exchange has been completed. */
    boolean agreed();

    /** Whether telephone keys can be sent as RFC 4733 events. */
    boolean agreedOnKeys();

    /** The call is answered: a phone that sends nothing from now on is given up. */
    void expectMedia();

    /** Ends the leg. */
    void close(CloseReason reason);
}
