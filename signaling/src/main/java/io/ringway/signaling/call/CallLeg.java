package io.ringway.signaling.call;

import io.ringway.media.LegControl;
import org.jspecify.annotations.Nullable;

/**
 * One party of a call, as its protocol carries it. What comes of a request is told to the leg's
 * {@link LegObserver}; a request that makes no sense (any more) in the leg's state does nothing.
 *
 * <p>Thread: any; every method but {@link #open} enqueues and returns at once.
 */
public interface CallLeg {

    /**
     * The leg's session: unique, the same at the session manager, in the media plane and in logs.
     */
    String id();

    /** Whether its protocol keeps its session registered, also beyond the call: a browser's. */
    default boolean hasOwnSession() {
        return false;
    }

    /** Its media, or null while there is none: a called party's before it answered. */
    @Nullable LegControl media();

    /**
     * Makes sure that a caller has media, as it is known now where its call goes. Waits until ports
     * are bound, some tenths of a millisecond; a caller for whom there are none ends.
     */
    default void open() {}

    /** Tells a caller that the other side is alerted. */
    void ring();

    /** Opens a caller's media before the call is answered, for ringback and announcements. */
    void progress();

    /** Answers a caller. */
    void answer();

    /** Refuses a caller, before it was answered. */
    void refuse(Cause cause);

    /** Ends the leg in any state; a party that is called and has not answered is cancelled. */
    void hangUp(Cause cause);

    /** Puts the party on hold, or takes it back. */
    void hold(boolean on);

    /**
     * Presses telephone keys towards the party, by whatever means it understands.
     *
     * @param keys one or more of {@code 0-9 * # A-D}
     * @param durationMs how long each is held
     */
    void sendKeys(String keys, int durationMs);

    /** Tells whom the party talks to from now on, or that this one went away or came back. */
    default void tellPartner(Partner partner) {}

    /** Asks the party to call somebody else instead. */
    void transfer(TransferTarget target);

    /** Tells the party that asked for a transfer how far it has come, as long as it succeeds. */
    void tellTransfer(TransferProgress progress);

    /** Tells the party that asked for a transfer why it came to nothing. */
    void failTransfer(Cause cause);
}
