package io.ringway.media;

/** No room for another leg; the message says which limit was met and what its setting is called. */
public sealed class CapacityExceededException extends RuntimeException
        permits ConferenceFullException {

    private static final long serialVersionUID = 1L;

    public CapacityExceededException(String message) {
        super(message);
    }
}
