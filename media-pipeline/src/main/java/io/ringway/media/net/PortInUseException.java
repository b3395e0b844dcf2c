package io.ringway.media.net;

import org.jspecify.annotations.Nullable;

/** A port could not be bound; the message names it and says what to do. */
public final class PortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PortInUseException(String what, @Nullable Throwable cause) {
        super(
                what
                        + " cannot be bound ("
                        + (cause == null ? "unknown cause" : cause.getMessage())
                        + "); stop what uses it or choose another",
                cause);
    }
}
