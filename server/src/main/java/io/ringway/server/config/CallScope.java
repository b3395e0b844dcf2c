package io.ringway.server.config;

/** Which calls something applies to. */
public enum CallScope {
    /** None. */
    FALSE,
    /** Every call. */
    TRUE,
    /** Calls that come by {@code POST /webrtc}. */
    WEBRTC;

    /**
     * @param postedOffer whether the call came by {@code POST /webrtc}
     */
    public boolean covers(boolean postedOffer) {
        return this == TRUE || (this == WEBRTC && postedOffer);
    }
}
