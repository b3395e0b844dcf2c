package io.ringway.signaling.sip.media;

import io.ringway.media.CapacityExceededException;
import io.ringway.media.LegListener;

/**
 * A caller's offer that was judged and can be accepted. Nothing is open for it yet, and nothing has
 * to be given back when its call comes to nothing.
 *
 * <p>Thread: one at a time.
 */
@FunctionalInterface
public interface AcceptableOffer {

    /**
     * Opens media for the caller, once.
     *
     * @param sessionId of the new leg
     * @throws CapacityExceededException when there is no room for another leg, or no port
     */
    SipMedia open(String sessionId, LegListener listener);
}
