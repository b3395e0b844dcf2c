package io.ringway.media;

/** As many are in a conference as may be. */
public final class ConferenceFullException extends CapacityExceededException {

    private static final long serialVersionUID = 1L;

    public ConferenceFullException(String message) {
        super(message);
    }
}
